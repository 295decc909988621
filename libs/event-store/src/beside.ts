/** The module of this name beside another one, and of its kind: the same from the build and from the sources. @param url of the other */
export const beside = (url: string, name: string): URL => new URL(url.replace(/[^/.]+(?=\.\w+$)/, name));
