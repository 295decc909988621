import type { Said, Stretch } from '#kernel/said.js';
import { text } from '#kernel/text.js';
import type { Owner } from '#domain/shapes.js';
import { compared } from '#domain/printed/compare.js';
import type { details } from './details.js';
import { symbol } from './draft.js';
import { dueOn, meetingOf } from './due.js';
import type { Written } from './errors.js';
import { wordsOf, type Fact, type Lay } from './fact.js';
import type { PrintedListSaid } from './grammar.js';
import type { Asks, How, Paper, Printed } from './paper.js';
import type { ReadBy } from './reader.js';
import { organisationIn } from './roster.js';

type WhoSaid = NonNullable<ReadBy<(typeof details)['owner']>>[number];

export const action: Lay = (fact, paper) => {
  const { place, how, item, label, details, printed } = fact;
  const actionId = symbol('action', place);
  const lead = label === null ? undefined : paper.leads.get(label);
  const { owners, ownersPrinted, assigned } = ownersOf(details.owner, printed, paper);
  paper.add(place, how, 'RaiseAction', {
    actionId,
    item,
    label,
    words: wordsOf(fact, paper),
    ownersPrinted,
    owners,
    assigned,
    performers: (details['done by'] ?? []).flatMap((who) => whoIs(who, printed, paper)),
    due: dueOn(details.due, printed, paper),
    decision: lead?.decision ?? null,
    arises: lead ? 'inferred' : 'stated',
  });
  if (label !== null) {
    paper.leads.delete(label);
    paper.actions.set(label, [
      ...(paper.actions.get(label) ?? []),
      { place, id: actionId, words: printed.words, owned: owners.length > 0 },
    ]);
  }
  membersOf(fact, paper);
};

const unowned: readonly string[] = ['unassigned', 'to be confirmed'];
type Owners = Pick<Asks<'RaiseAction'>, 'owners' | 'ownersPrinted' | 'assigned'>;

/** The words of an action end with its owners as printed: "CA/Clr Hill" is that stretch of them, and each owner a part of it. */
export const ownersOf = (said: readonly WhoSaid[] | null, printed: Printed, paper: Paper): Owners => {
  const only = said?.length === 1 ? said[0]!.name?.words : undefined;
  if (!said || (only !== undefined && unowned.includes(only)))
    return { owners: [], ownersPrinted: null, assigned: only === 'to be confirmed' ? only : 'unassigned' };
  const tail = lastOf(said, printed);
  const ownersPrinted = tail && { in: printed.entry, from: tail.from, to: tail.to };
  if (!tail)
    paper.note(
      said[0]!.line,
      'words.not-printed',
      'The owner is not part of the words of the action: the name is kept as words of its own.',
    );
  return { owners: said.flatMap((who) => whoIs(who, tail ?? noWords(printed), paper)), ownersPrinted, assigned: 'named' };
};
const noWords = (printed: Printed): Printed => ({ ...printed, words: '', from: 0, to: 0 });
const writtenIn = ({ name, role, group }: WhoSaid): Written | null => name ?? role ?? group;

/** Where the owners stand at the end of the words: from the first of them to the last. */
const lastOf = (said: readonly WhoSaid[], printed: Printed): Printed | null => {
  let end = printed.to;
  let from = end;
  for (const who of said.toReversed()) {
    const name = writtenIn(who)?.words ?? '';
    from = printed.words.lastIndexOf(name, from - name.length);
    if (name === '' || from < printed.from) return null;
    if (who === said.at(-1)) end = from + name.length;
  }
  return setApart.test(printed.words.slice(printed.from, from)) ? { ...printed, from, to: end } : null;
};
/** Words that only happen to end with a name do not print an owner: a dash or a colon stands before that. */
const setApart = /[‐‑‒–—−:-]\s*$/;

/** "CA/Clr Hill" is two people, unless all of it is one name. */
const whoIs = (who: WhoSaid, printed: Printed, paper: Paper): Owner[] => {
  if (who.role) return [{ role: quietly(who.role, printed) }];
  if (who.group) return [{ group: quietly(who.group, printed) }];
  if (!who.name) return [];
  const { words, line } = who.name;
  const parts = paper.roster.find(words) ? [words] : words.split('/').map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => named({ words: part, line }, printed, paper));
};
const named = (name: Written, printed: Printed, paper: Paper): Owner => {
  const found = quietly(name, printed);
  const organisation = paper.roster.find(name.words) ? null : organisationIn(paper.board, name.words);
  if (organisation) return { organisation, printed: found };
  const person = paper.personMaybe(name);
  return person ? { person, printed: found } : { unresolved: found };
};
const quietly = ({ words }: Written, printed: Printed): Said => {
  const from = printed.words.slice(0, printed.to).indexOf(words, printed.from);
  return from < 0 ? text(words) : { in: printed.entry, from, to: from + words.length };
};

const membersOf = ({ how, details, printed }: Fact, paper: Paper) => {
  for (const name of details['sub group members'] ?? []) {
    if (!paper.group)
      return void paper.problems.add(
        name.line,
        'file.sub-group-missing',
        'No sub group stands before this.',
        'Write "sub group:" under the decision that set it up.',
      );
    const data = { group: paper.group, person: paper.personMaybe(name), printed: paper.cite(name, printed), known: 'stated' as const };
    paper.add(paper.next(), { ...how, line: name.line }, 'NameSubGroupMember', data);
  }
};

/** A consolidated list as printed, each line compared with its action here, where the words are open. */
export const printedList = ({ heading, lines, line }: PrintedListSaid, how: How, paper: Paper) => {
  const place = paper.next();
  const list = symbol('printed-list', place);
  paper.add(place, { ...how, line }, 'PrintList', { printedListId: list, heading: text(heading.words) });
  for (const { label, words } of lines) {
    const here = paper.next();
    const [same, another] = (label === null ? undefined : paper.actions.get(label)) ?? [];
    const one = another ? undefined : same;
    if (!one) paper.note(words.line, 'action.not-compared', `No one action ${label ?? ''} stands above: this line is not compared.`);
    paper.add(here, { ...how, line: words.line }, 'ListAction', {
      listingId: symbol('listing', here),
      list,
      action: one?.id ?? null,
      label,
      words: text(words.words),
      ownersPrinted: one?.owned ? tailOf(words.words, symbol('entry', here)) : null,
      compared: one ? compared(one.words, words.words) : 'not compared',
    });
  }
};
/** What stands after the last dash: the owners, where the action itself has some. */
const tailOf = (words: string, entry: string): Stretch | null => {
  const [, tail] = /[‐‑–—-]\s*([^‐‑–—-]{1,80})$/.exec(words) ?? [];
  return tail === undefined ? null : { in: entry, from: words.length - tail.length, to: words.length };
};

/** An action of an earlier meeting came up. */
export const reported: Lay = (fact, paper) => {
  const { place, how, item, details, printed } = fact;
  const raisedIn = details['raised in'] && meetingOf(details['raised in'], paper.board);
  const label = details['on action']?.words ?? null;
  const known = (raisedIn && paper.book.meeting(raisedIn)?.actions.filter((one) => one.label === label)) || [];
  if (!raisedIn || known.length !== 1)
    return void paper.problems.add(
      fact.line,
      'file.action-unknown',
      `The book holds ${known.length === 0 ? 'no' : 'more than one'} action ${label ?? ''} of that meeting.`,
      'Write "on action: 3" and "raised in: 2010-01-20", a meeting of this board that is in the book.',
    );
  paper.add(place, how, 'ReportAction', {
    reportId: symbol('report', place),
    item,
    action: known[0]!.actionId,
    raisedIn,
    words: fact.words,
    by: paper.personMaybe(details.by),
    reason: paper.citeMaybe(details.reason, printed),
    outcome: outcomeOf(fact, paper),
  });
};
const outcomeOf = ({ details, printed }: Fact, paper: Paper): Asks<'ReportAction'>['outcome'] => {
  const due = dueOn(details.due, printed, paper);
  if (details.outcome === 'completed') return { completed: true };
  if (details.outcome === 'cancelled') return { cancelled: true };
  if (details.outcome === 'reopened') return { reopened: true };
  if (details.outcome === 'carried forward') return { carried: due };
  if (details.outcome === 'new date') return { due, askedBy: null };
  if (!details.owner) return { progress: true };
  const { owners, assigned } = ownersOf(details.owner, printed, paper);
  return { owners, assigned };
};
