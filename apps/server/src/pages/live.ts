/** Sent to browsers as it is: when its stream grows, the page is fetched again and its content put in place, the reader's own place kept. */
export const liveScript = `
const script = document.querySelector('script[data-stream]');
const stream = script?.dataset.stream;
let fetching = false;
let again = false;
const grow = async () => {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const open = [...document.querySelectorAll('details[open][id]')].map((one) => one.id);
    document.querySelector('main').replaceWith(page.querySelector('main'));
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    document.title = page.title;
  } finally {
    fetching = false;
    if (again) { again = false; grow(); }
  }
};
if (stream) {
  const feed = new EventSource('/api/log/stream?stream=' + encodeURIComponent(stream));
  feed.addEventListener('message', grow);
}
`;
