// The first script of every page, by itself: what is typed at its heading, while the desk is on its way, is for the desk.

/** Resolves when the page is usable: `ready` says so, and whoever gives up. */
export const { promise: usable, resolve: nowUsable } = Promise.withResolvers<void>();

/**
 * Keys that are pressed before what they are for is there: kept in their order, and pressed again when it is. So that nothing
 * that somebody types is lost while a part of the screen is on its way.
 */
export const holdKeys = (until: Promise<unknown>): void => {
  if (waiting++ === 0) addEventListener('keydown', hold, { capture: true });
  const done = () => {
    waiting--;
    void release();
  };
  until.then(done, done);
};

/** A key whose turn has not come, and with it those that follow. */
export const holdFrom = ({ key, shiftKey }: KeyboardEvent, until: Promise<unknown>): void => {
  holdKeys(until);
  held.push({ key, shiftKey });
};

let waiting = 0;
let releasing = false;
const held: Pick<KeyboardEvent, 'key' | 'shiftKey'>[] = [];

const hold = (event: KeyboardEvent): void => {
  const { key, shiftKey } = event;
  if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isFor(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push({ key, shiftKey });
};
/** A letter where nothing is typed is a verb's key; what follows it is meant for what that opens. What has focus keeps its own keys. */
const isFor = ({ key, target }: KeyboardEvent): boolean => {
  if (held.length > 0) return key.length === 1 || following.has(key) || steps.has(key);
  if (key === ' ' || fieldOf(target) !== null) return false;
  return key.length === 1 || (target === document.body && steps.has(key));
};
const following: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Backspace']);
const steps: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Delete']);

/** One after the other, as a hand would: what one opens takes the next. */
const release = async (): Promise<void> => {
  if (releasing) return;
  releasing = true;
  while (waiting === 0 && held.length > 0) {
    press(held.shift()!);
    await new Promise((resolve) => setTimeout(resolve));
  }
  releasing = false;
  if (waiting === 0) removeEventListener('keydown', hold, { capture: true });
};

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLElement && target.matches('textarea, select, input:not([type=radio], [type=checkbox])') ? (target as Field) : null;

const press = ({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): void => {
  const target = document.activeElement ?? document.body;
  const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
  const field = fieldOf(target);
  // A key that a script presses does not press what has the focus.
  if (goesOn && key === 'Enter' && target instanceof HTMLElement && target.matches('button, summary, a[href]')) return target.click();
  if (!goesOn || field === null || field instanceof HTMLSelectElement) return;
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  if (key.length === 1) field.setRangeText(key, from, to, 'end');
  else if (key === 'Enter' && field instanceof HTMLTextAreaElement) field.setRangeText('\n', from, to, 'end');
  else if (key === 'Backspace') field.setRangeText('', from === to ? Math.max(from - 1, 0) : from, to, 'end');
  else return;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: key }));
};

const patienceMs = 15_000;
for (const wrong of ['error', 'unhandledrejection']) addEventListener(wrong, () => nowUsable());
setTimeout(nowUsable, patienceMs);
holdKeys(usable);

/** What the page is for is asked for as soon as the heading is on the glass, while the first scripts are still on their way. */
const bringNext = (): void => {
  const next = document.querySelector<HTMLScriptElement>('script[data-next]')?.dataset['next'] ?? '';
  for (const href of next.split(' ').filter(Boolean)) {
    const isStyle = href.endsWith('.css');
    const link = Object.assign(document.createElement('link'), { href, rel: isStyle ? 'preload' : 'modulepreload', crossOrigin: '' });
    if (isStyle) link.as = 'style';
    document.head.append(link);
  }
};
new PerformanceObserver((list, observer) => {
  if (list.getEntriesByName('first-contentful-paint').length === 0) return;
  observer.disconnect();
  bringNext();
}).observe({ type: 'paint', buffered: true });
