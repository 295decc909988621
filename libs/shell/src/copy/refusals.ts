import { refusing } from '#kernel/refusal.js';

export const copyRefusals = {
  'copy.text-missing': {
    says: 'A text is gone, and no erasure of it is on record: a copy would be without it for ever.',
    remedy: 'Bring it back from a backup; `minutebook verify` names every one.',
  },
  'copy.text-too-long': {
    says: 'A text of this book is longer than the server takes at once.',
    remedy: 'Copy to a folder, or erase that text if it may go.',
  },
  'copy.differs': {
    says: 'What is in the target is not what is in this book.',
    remedy: 'Copy to a new store. Keep this target for whoever looks into it.',
  },
  'copy.elsewhere': {
    says: 'This book is closed, and goes on in another store than this target.',
    remedy: 'Use that store: what was copied here is not the book, and can be deleted.',
  },
} as const;
export const refuse = refusing(copyRefusals);
