import type { Page } from 'playwright-core';

/** Somebody at the keyboard who reads names on the screen and goes from one to the next by Tab. */
export class Keys {
  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.insertText(words);
  }

  /** Goes by Tab to what is called so, as often as it takes. */
  async to(name: string | RegExp): Promise<void> {
    for (let tabs = 0; tabs < 200; tabs++) {
      if (matches(name, await this.here())) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  }

  /** Goes to a button and presses it. */
  async open(name: string | RegExp): Promise<void> {
    await this.page.waitForFunction(() => document.activeElement !== null);
    await this.to(name);
    await this.press('Enter');
  }

  /** Opens a form and waits until it has the focus. */
  async form(name: string | RegExp, label: string | RegExp = name): Promise<void> {
    await this.open(name);
    const form = this.page.getByRole('form', { name: label });
    await form.waitFor();
    await this.page.waitForFunction(() => document.activeElement?.closest('form') !== null && document.activeElement?.tagName !== 'BUTTON');
  }

  /** Goes to a field of the form, and types over what it holds. */
  async fill(field: string | RegExp, words: string): Promise<void> {
    await this.to(field);
    await this.press('Control+A');
    await this.type(words);
  }

  /** Chooses from a list by its first letters. */
  async choose(field: string | RegExp, letters: string): Promise<void> {
    await this.to(field);
    await this.page.keyboard.type(letters);
  }

  /** Records what the form holds, and waits until it is closed. */
  async record(label: string | RegExp): Promise<void> {
    await this.press('Enter');
    await this.page.getByRole('form', { name: label }).waitFor({ state: 'detached' });
    await this.page.waitForFunction(() => document.activeElement !== document.body);
  }

  /** What has the focus is called. */
  private here(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      const label = at?.labels?.[0];
      const own = [...(label?.childNodes ?? [])].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.textContent);
      return (at?.getAttribute('aria-label') ?? (label ? own.join(' ') : at?.textContent) ?? '').trim();
    });
  }
}

const matches = (name: string | RegExp, here: string) => (typeof name === 'string' ? here === name : name.test(here));
