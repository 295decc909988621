/** What is said to those who cannot see it happen. `polite` waits for a pause, `assertive` does not. */
class Announcer {
  polite = $state('');
  assertive = $state('');
  say(words: string): void {
    this.polite = again(this.polite, words);
  }
  warn(words: string): void {
    this.assertive = again(this.assertive, words);
  }
}
/** The same words twice are said twice only if the text changes. */
const again = (before: string, words: string) => (before === words ? `${words}\u00a0` : words);

export const announcer = new Announcer();
