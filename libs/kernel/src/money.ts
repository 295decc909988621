import { BadShape, count, fields, leaf, type Shape } from './shape.js';

export type Money = { readonly minor: number; readonly currency: string };
/** Minor units: £225,000 is 22500000 GBP. */
export const money: Shape<Money> = fields({
  minor: count,
  currency: leaf<string>(
    (value, at) => {
      if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
      throw new BadShape(at, 'is a currency code, such as GBP');
    },
    { type: 'string', pattern: '^[A-Z]{3}$' },
  ),
});
