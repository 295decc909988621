export { default } from 'rxjs';
