type About = { readonly origin: string; readonly entries: number; readonly leaves: number; readonly withoutWords: boolean };

/** What stands beside an export, for whoever opens the folder. */
export const auditReadme = ({ origin, entries, leaves, withoutWords }: About): string => `# An export of a minute book, to be verified

Log \`${origin}\`, ${entries} entries. ${leaves === 0 ? 'All of them are here' : `${leaves} of them are here as their leaf alone: they are of other boards, or of people`}${withoutWords ? ', without their words' : ''}.

- \`entries.jsonl\`: the entries in their order, one a line
- \`checkpoints/\`: what the log was at earlier moments, each signed
- \`keys.txt\`: the keys that signed them

Two programs that share no code verify it, and say the same:

    node verify.mjs FOLDER
    python3 verify.py FOLDER

They lie in \`tools/verify\` of Minutebook. With \`--kept FILE\` they compare a checkpoint that you kept yourself, from printed minutes or from an earlier export. Only that shows that the log was not written anew since: whoever holds the key can sign another history, and cannot sign it into your hands. How to write a third program stands in \`docs/log-format.md\`.
`;
