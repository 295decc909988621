const mostStreams = 64;

/** What somebody else wrote beside the log: it harms nobody, and is told; in few words, and in little memory, however much it is. */
export class PassedOver {
  private readonly streams = new Map<string, { readonly first: number; last: number; count: number }>();
  private elsewhere = 0;

  take(stream: string, revision: number): void {
    const known = this.streams.get(stream);
    if (known) Object.assign(known, { last: revision, count: known.count + 1 });
    else if (this.streams.size < mostStreams) this.streams.set(stream, { first: revision, last: revision, count: 1 });
    else this.elsewhere++;
  }

  get sentences(): readonly string[] {
    const named = [...this.streams].map(([stream, { first, last, count }]) => {
      const where = count === 1 ? `revision ${first}` : `${count} revisions from ${first} to ${last}`;
      return `The stream ${stream} holds at ${where} what was not written by Minutebook: it is passed over`;
    });
    return this.elsewhere === 0 ? named : [...named, others(this.elsewhere)];
  }
}

const others = (count: number): string =>
  count === 1
    ? 'Another stream holds one event more that was not written by Minutebook: it is passed over'
    : `Other streams hold ${count} events more that were not written by Minutebook: they are passed over`;
