export declare const flagsFor: (command: string | undefined) => readonly string[];
