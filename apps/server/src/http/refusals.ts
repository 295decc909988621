import { refusing } from '#kernel/refusal.js';

/** What is refused before a verb or a read is reached, or instead of it. */
export const requestRefusals = {
  'address.unknown': { says: 'There is nothing at this address.', remedy: 'Look the address up at /api.' },
  'body.not-json': { says: 'The body is not JSON.', remedy: 'Send one JSON object, with the content type application/json.' },
  'body.too-large': { says: 'The body is larger than 256 KiB.', remedy: 'Record it as several entries.' },
  'body.too-deep': { says: 'The body is nested more than 20 deep.', remedy: 'Send it in the shape that /api shows for the verb.' },
  'body.wrong': { says: 'The body does not have the shape of an entry.', remedy: 'Mend the place named and send it again.' },
  'query.wrong': {
    says: 'The address asks in a way that is not known here.',
    remedy: 'Mend the part named: /api lists what each address takes.',
  },
  'command.id-missing': {
    says: 'The command has no id.',
    remedy: 'Put a new random UUID into the header Idempotency-Key, and keep it when sending the same again.',
  },
  'actor.unknown': {
    says: 'The header Working-As names nobody whom this book knows.',
    remedy: 'Send the id of a person of this book, or leave the header out.',
  },
  'if-match.wrong': { says: 'The header If-Match is no revision.', remedy: 'Send the ETag as it was given, such as "12" with its quotes.' },
  'form.unknown': { says: 'It is not kept in that form.', remedy: 'Ask for one of the forms named.' },
  'desks.not-built': { says: 'The desks are not built.', remedy: 'Run `npm run build`, and start the server again.' },
  'server.closing': {
    says: 'This server is being stopped and takes nothing more.',
    remedy: 'Send it again under the same Idempotency-Key in a moment.',
  },
  'host.unknown': {
    says: 'This server answers under the name of this computer only.',
    remedy: 'Open it as http://localhost with its port.',
  },
  'origin.other': { says: 'A page of another site sent this.', remedy: 'Send it from a page of this server, or without a browser.' },
  'request.wrong': { says: 'The request cannot be understood.', remedy: 'Mend it: /api shows what can be asked.' },
  'server.fault': { says: 'Something is wrong in this server, and it was written to its output.', remedy: 'Look there, and report it.' },
} as const;
export const refuse = refusing(requestRefusals);
