import { policies } from '#domain/policies/policies.js';
import { pageOf } from './catalogue.js';
import { carries } from './stories.js';

/** @throws where a policy has no sentence in stories.ts */
export const policiesPage = (): string =>
  pageOf(
    'Policies',
    'A policy carries facts from one stream to another. It makes a command of nothing but the fact, so carrying it twice changes nothing. Where the other stream cannot follow, it records [NotCarried](every-stream.md#notcarried), which is a finding. A correction of a fact that was carried goes the same way. Made by `npm run generate` from the code.',
    ...policies.map(({ name, from, on }) =>
      [
        `## ${name}`,
        carries[name] ?? missing(name),
        `Carries ${on.map((type) => `[${type}](${from}.md#${type.toLowerCase()})`).join(', ')} of a ${from} stream.`,
      ].join('\n\n'),
    ),
  );

const missing = (name: string): never => {
  throw new Error(`the policy ${name} has no sentence in tools/generate/stories.ts`);
};
