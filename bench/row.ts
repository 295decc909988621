import type { Figure, NotMeasured } from './figure.js';
import type { Place } from './place.js';
import type { Size } from './size.js';

export type Measuring = { readonly size: Size; readonly place: Place };

/** One path that is measured, by the name that the command line knows. */
export type Row = { readonly name: string; readonly measure: (measuring: Measuring) => Promise<readonly (Figure | NotMeasured)[]> };
