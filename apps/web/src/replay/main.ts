import { begin } from '../frame/begin.js';
import Page from './Page.svelte';

begin(Page, {});
