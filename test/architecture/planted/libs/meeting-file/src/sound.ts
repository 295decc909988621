export const meetingfile = 'meeting-file';
