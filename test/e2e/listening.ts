/** What a feed says until the event that is asked for. */
export const listen = async (address: string, until: string): Promise<string> => {
  const leaving = new AbortController();
  const response = await fetch(address, { headers: { accept: 'text/event-stream' }, signal: leaving.signal });
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(until) && text.endsWith('\n\n')) break;
  }
  leaving.abort();
  return text;
};
