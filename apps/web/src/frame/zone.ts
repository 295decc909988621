/** The zone that this device is in, as the zone database names it. Asked when it is needed: the first answer takes a slow phone long. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
