import { text } from '#kernel/text.js';
import type { Of } from '#kernel/shape.js';
import type { decisionType } from '#domain/meeting/events/decisions.js';
import { symbol } from './draft.js';
import { dueOn, minutesOf } from './due.js';
import { wordsOf, type Fact, type Lay } from './fact.js';
import { isInferred } from './how.js';
import type { Paper } from './paper.js';
import { moneyOf } from './when.js';

type Decided = Of<typeof decisionType>;

export const decision =
  (kind: Exclude<Decided, 'approved subject to condition'>): Lay =>
  (fact, paper) => {
    const { place, how, item, details, printed } = fact;
    const decisionId = symbol('decision', place);
    const subjects = (details.about ?? []).map((name) => paper.subject(name, how));
    paper.add(place, how, 'RecordDecision', {
      decisionId,
      item,
      kind: kind === 'approved' && details.condition ? 'approved subject to condition' : kind,
      words: wordsOf(fact, paper),
      subjects,
      reason: paper.citeMaybe(details.reason, printed),
      method: details.how ?? 'not stated',
      methodKnown: details.how ? (isInferred(details, 'how') === undefined ? 'stated' : 'inferred') : null,
      division: divisionOf(fact, paper),
      notedBy: paper.citeMaybe(details['noted by'], printed),
      proposedBy: paper.citeMaybe(details['proposed by'], printed),
      deferredTo: dueOn(details['deferred to'], printed, paper),
    });
    for (const { label, line } of details['leads to'] ?? []) leadsTo(label, decisionId, line, paper);
    for (const follow of follows) follow(fact, decisionId, subjects, paper);
    if (kind === 'minutes approved')
      paper.add(paper.next(), how, 'ApproveMinutes', {
        decision: decisionId,
        of: minutesOf(details['minutes of'], paper.board),
        version: null,
        digest: null,
      });
  };

/** `how: vote` is the nearest earlier vote of the item. */
const divisionOf = ({ details, line }: Fact, paper: Paper): string | null => {
  if (details.how !== 'vote') return null;
  if (!paper.vote)
    paper.problems.add(line, 'file.vote-missing', 'No vote stands before this in its item.', 'Write the vote first, or leave "how" out.');
  return paper.vote?.id ?? null;
};

const leadsTo = (label: string, decision: string, line: number, paper: Paper) => {
  if (paper.leads.has(label))
    paper.note(line, 'action.of-several', `Action ${label} arises from an earlier decision already: the first one is kept.`);
  else paper.leads.set(label, { decision, line });
};

type Follow = (fact: Fact, decision: string, subjects: readonly string[], paper: Paper) => void;

const conditions: Follow = ({ how, details, printed }, decision, _, paper) => {
  for (const condition of details.condition ?? []) {
    const place = paper.next();
    const data = { conditionId: symbol('condition', place), decision, words: paper.cite(condition, printed) };
    paper.add(place, { ...how, line: condition.line }, 'SetCondition', data);
  }
};

const money: Follow = ({ how, details, printed }, decision, _, paper) => {
  const said = details.money;
  if (!said) return;
  const amount = said.amount && moneyOf(said.amount.words);
  if (said.amount && !amount)
    paper.note(said.amount.line, 'money.not-read', `"${said.amount.words}" is no exact amount: it is kept as printed.`);
  const place = paper.next();
  paper.add(place, { ...how, line: said.line }, 'AllocateMoney', {
    allocationId: symbol('allocation', place),
    decision,
    amount,
    printed: paper.citeMaybe(said.amount, printed),
    source: paper.citeMaybe(said.from, printed),
    purpose: paper.citeMaybe(said.for, printed),
  });
};

const delegated: Follow = ({ how, details, printed }, decision, [subject], paper) => {
  const said = details['delegated approval'];
  if (!said) return;
  paper.add(paper.next(), { ...how, line: said.line }, 'EndorseDelegatedApproval', {
    decision,
    delegate: paper.personMaybe(said.by),
    printed: paper.citeMaybe(said.by, printed),
    subject: subject ?? null,
    version: paper.citeMaybe(said.version, printed),
    on: said.date?.date ?? null,
  });
};

const subGroup: Follow = ({ how, details, printed, said: fact }, decision, _, paper) => {
  const said = details['sub group'];
  if (!said) return;
  const place = paper.next();
  const groupId = symbol('group', place);
  const remit = said.remit ?? { words: fact.words.words ?? '', line: said.line };
  paper.add(place, { ...how, line: said.line }, 'EstablishSubGroup', {
    groupId,
    decision,
    name: paper.citeMaybe(said.name, printed),
    remit: paper.cite(remit, printed),
    proposedBy: paper.citeMaybe(said['proposed by'], printed),
    lead: paper.personMaybe(said.lead),
    reports: dueOn(said.reports, printed, paper),
  });
  paper.group = groupId;
  for (const { words, line } of said.criteria ?? [])
    paper.add(paper.next(), { ...how, line }, 'SetSubGroupCriterion', { group: groupId, words: text(words) });
};

const invitation: Follow = ({ how, details, printed }, decision, _, paper) => {
  const said = details.invites;
  if (!said) return;
  paper.add(paper.next(), { ...how, line: said.line }, 'ExtendInvitation', {
    decision,
    person: paper.personMaybe(said.who),
    printed: paper.citeMaybe(said.who, printed),
    to: said.to ?? 'future meetings',
  });
};

const follows: readonly Follow[] = [conditions, money, delegated, subGroup, invitation];
