import { describe, expect, it } from '@jest/globals';
import { compared } from './compare.js';

describe('two printed wordings of one action', () => {
  it.each([
    ['A letter – CA', 'A letter - CA', 'typographic'],
    ['all meetings – SY', 'all meetings-SY', 'typographic'],
    ['the Report to be sent', 'The Report to be sent', 'typographic'],
    ['the ‘goal posts’', "the 'goal posts'", 'typographic'],
    ['CA/Clr Hill', 'CA/Cllr Hill', 'typographic'],
    ['Councillor  Hill', 'Cllr. Hill', 'typographic'],
    ['LAs & partners', 'LAs and partners', 'typographic'],
    ['It is agreed', 'It is agreed.', 'typographic'],
    ['A letter – CA', 'A letter – CA', 'same'],
    ['the Survey Report', 'the Challenge Report', 'substantive'],
    ['The Report', 'The report', 'substantive'],
    ['10 copies', '100 copies', 'substantive'],
    ['A letter – CA', 'A letter – HP', 'substantive'],
    ['I&DeA', 'IDeA', 'substantive'],
    ['not to be sent', 'to be sent', 'substantive'],
  ])('%s | %s: %s', (one, other, how) => {
    expect([compared(one, other), compared(other, one)]).toEqual([how, how]);
  });
});
