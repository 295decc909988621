/**
 * What the server put into the page so that the first screen need not ask for it: once, for whoever asks again wants what is new.
 * Null where the page carries another answer, or none.
 */
export const carried = <T>(path: string): T | null => {
  const script = document.getElementById('answer');
  if (script?.dataset['path'] !== path) return null;
  script.remove();
  return JSON.parse(script.textContent) as T;
};
