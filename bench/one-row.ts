/* Measures one row in a process of its own, so that no row inherits the memory of another: started by run.ts. */
import { Place } from './place.js';
import { rows } from './rows.js';
import type { Size } from './size.js';

type Asked = { readonly name: string; readonly size: Size; readonly books: string };

const { name, size, books } = JSON.parse(process.argv[2]!) as Asked;
const place = new Place(books);
try {
  const figures = await rows.find((row) => row.name === name)!.measure({ size, place });
  await new Promise((sent) => process.send!(figures, sent));
} finally {
  place.leave();
}
process.exit();
