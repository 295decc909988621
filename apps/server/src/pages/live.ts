/**
 * Sent to browsers as it is. When its stream grows, the page is fetched again and its content put in place; the reader's own place,
 * what is open and where the keyboard is are kept. A page that nobody looks at lets go of its connection, of which a browser has few.
 */
export const liveScript = `
const { stream, after } = document.querySelector('script[data-stream]').dataset;
let last = after;
let feed = null;
let fetching = false;
let again = false;

const place = () => [...document.querySelectorAll('main [id]')].find((one) => one.getBoundingClientRect().bottom > 0);

const put = (page) => {
  const known = new Set([...document.querySelectorAll('[id]')].map((one) => one.id));
  const open = [...document.querySelectorAll('main details[open][id]')].map((one) => one.id);
  const focused = document.activeElement?.closest('[id]')?.id;
  const at = place();
  const top = at?.getBoundingClientRect().top;
  document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  const fresh = [...document.querySelectorAll('main [id]')].filter((one) => !known.has(one.id));
  for (const one of fresh) one.classList.add('fresh');
  if (at && window.scrollY > 0) window.scrollBy(0, (document.getElementById(at.id)?.getBoundingClientRect().top ?? top) - top);
  if (focused && focused !== 'main') document.getElementById(focused)?.querySelector('summary, a, button')?.focus({ preventScroll: true });
  document.title = page.title;
  document.getElementById('grown').textContent = 'The record has grown.';
};

const grow = async () => {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const accept = 'text/html';
    let response = await fetch(location.href, { headers: { accept, 'wait-for': last } });
    const late = !response.ok;
    // Registers that have stopped, or are far behind, hold no page up: it shows what there is.
    if (late) response = await fetch(location.href, { headers: { accept } });
    if (response.ok) put(new DOMParser().parseFromString(await response.text(), 'text/html'));
    if (late && !response.headers.has('registers-stopped')) setTimeout(grow, 1000);
  } catch {
    setTimeout(grow, 1000);
  } finally {
    fetching = false;
    if (again) { again = false; grow(); }
  }
};

const listen = () => {
  if (document.hidden) { feed?.close(); feed = null; return; }
  if (feed && feed.readyState !== EventSource.CLOSED) return;
  feed = new EventSource('/api/log/stream?stream=' + encodeURIComponent(stream) + '&after=' + last);
  feed.addEventListener('message', (message) => { last = message.lastEventId || last; grow(); });
};
document.addEventListener('visibilitychange', listen);
addEventListener('pageshow', listen);
addEventListener('pagehide', () => { feed?.close(); feed = null; });
setInterval(listen, 5000);
listen();
`;
