import type { Page } from 'playwright-core';

/** Of a key press: what it was for. Printed words are what any clerk types, whatever she types them into. */
type Counted = { readonly words: number; readonly keys: number };

const sum = (one: Counted, other: Counted, sign: 1 | -1): Counted => ({
  words: one.words + sign * other.words,
  keys: one.keys + sign * other.keys,
});

/** A secretary at the keyboard: nothing but keys, each of them counted. She reads the screen, and never the source. */
export class Robot {
  private keys = 0;
  private words = 0;
  private readonly parts = new Map<string, Counted>();
  private readonly times = new Map<string, number>();
  constructor(private readonly page: Page) {}

  get counted(): Counted {
    return { words: this.words, keys: this.keys };
  }

  /** What of it was typed for one part of the work. */
  countedFor(part: string): Counted {
    return this.parts.get(part) ?? { words: 0, keys: 0 };
  }
  /** How often. */
  timesOf(part: string): number {
    return this.times.get(part) ?? 0;
  }
  /** All that is typed meanwhile is typed for this part, and for no other. */
  async during<T>(part: string, work: () => Promise<T>): Promise<T> {
    const before = this.counted;
    const within = [...this.parts.values()].reduce((all, one) => sum(all, one, 1), { words: 0, keys: 0 });
    const done = await work();
    this.times.set(part, this.timesOf(part) + 1);
    const others = [...this.parts.values()].reduce((all, one) => sum(all, one, 1), { words: 0, keys: 0 });
    const own = sum(sum(this.counted, before, -1), sum(others, within, -1), -1);
    this.parts.set(part, sum(this.countedFor(part), own, 1));
    return done;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.keys++;
    }
  }

  /** Letters that are no printed words: initials, a search, the first letters of a choice. */
  async letters(letters: string): Promise<void> {
    await this.page.keyboard.type(letters);
    this.keys += letters.length;
  }

  /** The words of the paper. */
  async print(words: string): Promise<void> {
    await this.page.keyboard.insertText(words);
    this.words += words.length;
  }

  /** Opens the form of a verb by the key that the screen shows beside its name. */
  async verb(name: string): Promise<void> {
    const key = await this.page.locator('.strip button', { hasText: name }).locator('kbd').first().innerText();
    await this.press(key);
    await this.opened();
  }

  /** Opens the form of any verb, looked for by its name, of which no more is typed than it takes. */
  async find(name: string): Promise<void> {
    await this.press('/');
    await this.page.getByRole('combobox', { name: /Find a verb/ }).waitFor();
    const top = this.page.locator('#palette-0');
    for (const letter of name) {
      await this.letters(letter);
      if ((await top.innerText()).startsWith(name)) break;
    }
    await this.press('Enter');
    await this.opened();
  }

  /** Opens a form by its button, wherever on the page that is. */
  async form(button: string): Promise<void> {
    await this.reach(button);
    await this.press('Enter');
    await this.opened();
  }

  private async opened(): Promise<void> {
    await this.page.locator('form.composer').waitFor();
    await this.page.waitForFunction(() => document.activeElement?.closest('form.composer') !== null);
  }

  /** Goes by Tab to what is called so, wherever on the page it is. */
  async reach(name: string): Promise<void> {
    for (let tabs = 0; tabs < 120; tabs++) {
      const here = await this.page.evaluate(() => {
        const active = document.activeElement as HTMLInputElement | null;
        const label = active?.getAttribute('aria-label') ?? active?.labels?.[0]?.textContent ?? active?.textContent ?? '';
        return label.replace(/\s+/g, ' ').trim();
      });
      if (here.startsWith(name)) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  }

  /** What stands in a field is replaced by other words. */
  async over(words: string): Promise<void> {
    await this.press('Control+a');
    await this.print(words);
  }

  /** Goes back to a field by Shift and Tab. */
  async back(field: string): Promise<void> {
    for (let tabs = 0; tabs < 60; tabs++) {
      if (await this.page.evaluate((id) => document.activeElement?.id === id, `f-${field}`)) return;
      await this.press('Shift+Tab');
    }
    throw new Error(`Shift and Tab do not lead back to the field ${field}`);
  }

  /** Takes an item by the number that stands beside it. */
  async take(label: string): Promise<void> {
    await this.press('g');
    await this.letters(label);
    await this.press('Enter');
    await this.page.locator('.agenda button[aria-current]', { hasText: label }).waitFor();
  }

  /** Presses Enter, and reads by which rule it is refused, and what helps. */
  async refused(code: string): Promise<void> {
    await this.press('Enter');
    const note = this.page.locator('.notice.warn', { has: this.page.getByText(code, { exact: true }) });
    if (!/\S.*\. \S/.test(await note.locator('p').first().innerText())) throw new Error(`No remedy stands beside ${code}`);
  }

  /** Reads words on the screen. */
  async reads(words: string): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  /** Goes to a field by Tab, as often as it takes. */
  async to(field: string): Promise<void> {
    for (let tabs = 0; tabs < 60; tabs++) {
      const at = await this.page.evaluate((id) => {
        const active = document.activeElement;
        if (active?.id === id) return 'there';
        return active?.tagName === 'SUMMARY' && document.getElementById(id)?.closest('details:not([open])') ? 'fold' : 'elsewhere';
      }, `f-${field}`);
      if (at === 'there') return;
      await this.press(at === 'fold' ? 'Enter' : 'Tab');
      if (at === 'fold') await this.press('Tab');
    }
    throw new Error(`Tab does not lead to the field ${field}`);
  }

  /** Of a choice, as many letters as it takes. */
  async choose(field: string, letters: string): Promise<void> {
    await this.to(field);
    for (const letter of letters) {
      await this.letters(letter);
      if ((await this.shows(field)).toLowerCase().startsWith(letters.toLowerCase())) return;
    }
  }

  async say(field: string, words: string): Promise<void> {
    await this.to(field);
    await this.print(words);
  }

  /** What a field shows: its words, the choice that stands in it, or nothing where it is not there. */
  async shows(field: string): Promise<string> {
    return this.page.evaluate((id) => {
      const one = document.getElementById(id) as HTMLInputElement | HTMLSelectElement | null;
      if (one instanceof HTMLSelectElement) return one.selectedOptions[0]?.textContent?.trim() ?? '';
      return one?.type === 'checkbox' ? String((one as HTMLInputElement).checked) : (one?.value ?? '');
    }, `f-${field}`);
  }

  /** Types only what the desk has not read from the words already. */
  async unless(field: string, shown: string, type: () => Promise<void>): Promise<void> {
    if ((await this.shows(field)) !== shown) await type();
  }

  /** Of a group, those whose labels begin so and which are not ticked yet. */
  private async unticked(field: string, labels: readonly string[]): Promise<readonly string[]> {
    const ticked = await this.page.evaluate(
      (id) =>
        [...(document.getElementById(id)?.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input:checked') ?? [])].map(
          (one) => one.closest('label')?.textContent?.trim() ?? '',
        ),
      `f-${field}`,
    );
    return labels.filter((label) => !ticked.some((one) => one.startsWith(label)));
  }

  /** Ticks those of a group whose labels begin so. */
  async tick(field: string, ...wanted: readonly string[]): Promise<void> {
    const labels = await this.unticked(field, wanted);
    if (labels.length === 0) return;
    await this.to(field);
    const left = new Set(labels);
    for (let tabs = 0; tabs < 30; tabs++) {
      const here = await this.page.evaluate(() => document.activeElement?.closest('label')?.textContent?.trim() ?? '');
      const label = labels.find((one) => here.startsWith(one));
      if (label !== undefined) await this.press('Space');
      if (label !== undefined) left.delete(label);
      if (left.size === 0) return;
      await this.press('Tab');
    }
    throw new Error(`Not to be ticked under ${field}: ${[...left].join(', ')}`);
  }

  /** Records, and waits until the form has closed, or is empty again for the next one. */
  async record(again = false): Promise<void> {
    const form = this.page.locator('form.composer');
    const before = again ? Number(await form.getAttribute('data-recorded')) : 0;
    await this.press('Enter');
    if (again) await this.page.locator(`form.composer[data-recorded="${before + 1}"]`).waitFor();
    else await form.waitFor({ state: 'detached' });
    if (again) await this.page.waitForFunction(() => document.activeElement?.closest('form.composer') !== null);
  }

  async close(): Promise<void> {
    await this.press('Escape');
    await this.page.locator('form.composer').waitFor({ state: 'detached' });
  }
}
