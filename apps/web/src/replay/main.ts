import { mount } from 'svelte';
import '../frame/app.css';
import Page from './Page.svelte';

mount(Page, { target: document.getElementById('app')! });
