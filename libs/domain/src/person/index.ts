import { broken, holds, record, type Decider, type Rules } from '#kernel/decider.js';
import { refusing, type Refusal } from '#kernel/refusal.js';
import type { Evolve } from '#kernel/decider.js';
import { idOf } from '../catalogues.js';
import { compareDates } from '../partial-dates.js';
import { personEvents, type PersonEvent, type PersonIntent } from './events.js';
import { initial, type Person } from './state.js';

export * from './spellings.js';
export * from './state.js';

export const personRefusals = {
  'person.introduced-already': { says: 'This person is introduced already.', remedy: 'Put the entry right instead.' },
  'person.not-introduced': { says: 'This book does not know that person.', remedy: 'Introduce the person first.' },
  'person.nobody': {
    says: 'Somebody is introduced by a name, or by a description where the name is not known.',
    remedy: 'Give one of the two.',
  },
} as const;
const refuse = refusing(personRefusals);

const evolve: Evolve<Person, PersonEvent> = {
  PersonIntroduced: (person, { name, description }) => ({ ...person, introduced: true, name, description }),
  PersonIdentified: (person, { name }) => ({ ...person, name }),
  SpellingAdded: (person, { spellingId, spelling, kind, scope }) => ({
    ...person,
    spellings: [...person.spellings, { id: spellingId, spelling, kind, scope, withdrawn: false }],
  }),
  SpellingWithdrawn: (person, { spelling }) => ({
    ...person,
    spellings: person.spellings.map((one) => (one.id === spelling ? { ...one, withdrawn: true } : one)),
  }),
  OrganisationRepresented: (person, represented) => ({ ...person, represents: [...person.represents, represented] }),
  PersonJoined: (person, { other }) => ({ ...person, joined: [...person.joined, other] }),
  PersonParted: (person, { other }) => ({ ...person, joined: person.joined.filter((one) => one !== other) }),
};

const people = 'how a room behaves: people';
const rules: Rules<Person, PersonEvent> = {
  PersonIdentified: [
    {
      code: 'person.named-already',
      source: people,
      binds: 'E/F',
      says: 'This person has a name already.',
      remedy: 'Put the name right, or add another spelling.',
      ask: (_, { name }) => (name === null ? holds : broken('')),
    },
  ],
  SpellingWithdrawn: [
    {
      code: 'spelling.withdrawn-already',
      source: 'invariant 7: a spelling is good in its scope only',
      binds: 'E/F',
      says: 'This spelling is withdrawn already.',
      remedy: 'Nothing is left to do.',
      ask: ({ spelling }, { spellings }) => (spellings.some(({ id, withdrawn }) => id === spelling && withdrawn) ? broken('') : holds),
    },
  ],
  OrganisationRepresented: [
    {
      code: 'organisation.ends-before-it-begins',
      source: people,
      binds: 'E/F',
      says: 'It would end before it began.',
      remedy: 'Look at both dates.',
      ask: ({ from, until }) =>
        from !== null && until !== null && compareDates(until, from) === -1 ? broken(`From ${from} until ${until}.`) : holds,
    },
  ],
  PersonJoined: [
    {
      code: 'person.joined-with-itself',
      source: people,
      binds: 'E/F',
      says: 'A record cannot be joined with itself.',
      remedy: 'Name the other record.',
      ask: ({ other }, _, { stream }) => (other === idOf(stream) ? broken('') : holds),
    },
    {
      code: 'person.joined-already',
      source: people,
      binds: 'E/F',
      says: 'These two records are joined already.',
      remedy: 'Nothing is left to do.',
      ask: ({ other }, { joined }) => (joined.includes(other) ? broken('') : holds),
    },
  ],
  PersonParted: [
    {
      code: 'person.not-joined',
      source: people,
      binds: 'E/F',
      says: 'These two records are not joined.',
      remedy: 'Look at the record that goes on for both.',
      ask: ({ other }, { joined }) => (joined.includes(other) ? holds : broken('')),
    },
  ],
};

/** Recorded as it is asked for, once the person is introduced. */
const ofThePerson =
  <const T extends string>(type: T) =>
  <D>(data: D, { introduced }: Person): readonly [{ readonly type: T; readonly data: D }] | Refusal =>
    introduced ? record(type)(data) : refuse('person.not-introduced');

export const person: Decider<PersonIntent, Person, PersonEvent> = {
  kind: 'person',
  events: personEvents,
  initial,
  evolve,
  rules,
  decide: {
    IntroducePerson: (data, { introduced }) => {
      if (introduced) return refuse('person.introduced-already');
      return data.name === null && data.description === null ? refuse('person.nobody') : record('PersonIntroduced')(data);
    },
    IdentifyPerson: ofThePerson('PersonIdentified'),
    AddSpelling: ofThePerson('SpellingAdded'),
    WithdrawSpelling: ofThePerson('SpellingWithdrawn'),
    RepresentOrganisation: ofThePerson('OrganisationRepresented'),
    JoinPerson: ofThePerson('PersonJoined'),
    PartPerson: ofThePerson('PersonParted'),
  },
};
