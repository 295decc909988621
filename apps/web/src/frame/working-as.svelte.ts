const key = 'minutebook.working-as';

/** Who works at this browser, until people sign in: a person of the book, or null for the operator of the server's computer. */
class WorkingAs {
  private chosen = $state<string | null>(localStorage.getItem(key));
  get person(): string | null {
    return this.chosen;
  }
  set person(id: string | null) {
    this.chosen = id;
    if (id === null) localStorage.removeItem(key);
    else localStorage.setItem(key, id);
  }
}
export const workingAs = new WorkingAs();
