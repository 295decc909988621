import type { HowRecorded } from '#kernel/entry.js';
import type { Role } from '#domain/shapes.js';
import type { Compared, LineKind, Inferred, NotStated, Provenance, Sitting, Status } from '#views/minutes/model.js';
import type { Shown } from './reader.js';
import type { Run } from './speak.js';

export type OpenLine = {
  readonly entries: readonly string[];
  readonly kind: LineKind;
  readonly emphasis: boolean;
  readonly text: string;
  readonly runs: readonly Run[];
  readonly bullets: readonly OpenLine[];
  readonly provenance: Provenance;
  readonly recorded: HowRecorded;
};
export type OpenPerson = {
  readonly entries: readonly string[];
  readonly person: string;
  readonly role: Role;
  readonly provenance: Provenance;
  readonly late: boolean;
  readonly remote: boolean;
  readonly name: string;
  readonly initials: string | null;
  readonly substitute: string | null;
  readonly of: string | null;
  /** All that is printed of the person before the organisation. */
  readonly line: string;
};
export type OpenRoster = {
  readonly entries: readonly string[];
  readonly heading: string;
  readonly role: Role;
  readonly provenance: Provenance;
  readonly because: string | null;
  readonly people: readonly OpenPerson[];
};
export type OpenApology = {
  readonly entries: readonly string[];
  readonly person: string;
  readonly line: string;
  readonly of: string | null;
};
export type OpenItem = {
  readonly item: string;
  readonly entries: readonly string[];
  readonly label: string | null;
  readonly heading: string;
  readonly added: boolean;
  readonly note: string | null;
  readonly papers: readonly { readonly entry: string; readonly title: string; readonly reference: string | null; readonly came: string }[];
  readonly apologies: readonly OpenApology[];
  readonly lines: readonly OpenLine[];
};
export type OpenListLine = {
  readonly entries: readonly string[];
  readonly label: string | null;
  readonly runs: readonly Run[];
  readonly compared: Compared;
  readonly settled: { readonly stands: 'action' | 'list'; readonly by: string | null; readonly reason: string | null } | null;
};
export type OpenList = { readonly entries: readonly string[]; readonly heading: string; readonly lines: readonly OpenListLine[] };
export type OpenAction = {
  readonly entry: string;
  readonly action: string;
  readonly label: string | null;
  readonly item: string | null;
  readonly itemName: string | null;
  /** Without the owner that they may end with. */
  readonly words: string;
  readonly owners: string | null;
  readonly performers: readonly string[];
  readonly due: string | null;
  /** Where it comes from: the decision, and the sentence of the minutes that holds it. */
  readonly decision: { readonly id: string; readonly entry: string | null; readonly sentence: string | null } | null;
  readonly arises: Provenance;
  readonly disputed: boolean;
};

/** The minutes in words: printed as Markdown and HTML, or given as they are as JSON. */
export type OpenMinutes = {
  readonly format: 'minutebook/minutes-1';
  readonly shown: Shown;
  readonly status: Pick<Status, 'entries' | 'state' | 'version' | 'approved'> & { readonly sentence: string };
  readonly title: readonly string[];
  readonly meeting: Omit<Sitting, 'title' | 'place'> & { readonly place: string | null };
  readonly present: readonly OpenRoster[];
  readonly apologies: readonly OpenApology[];
  readonly opening: readonly OpenLine[];
  readonly items: readonly OpenItem[];
  readonly closing: readonly OpenLine[];
  readonly lists: readonly OpenList[];
  readonly actions: readonly OpenAction[];
  readonly notStated: readonly (NotStated & { readonly where: string | null })[];
  readonly inferred: readonly (Inferred & { readonly where: string | null })[];
  /** The lines of a signed note, as they were signed. */
  readonly checkpoint: string | null;
};
