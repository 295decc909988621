import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';

describe('a template', () => {
  it('escapes what people wrote, in text and in attributes', () =>
    expect(html`<p title="${'"x\''}">${'<script>&'}</p>`.markup).toBe('<p title="&quot;x&#39;">&lt;script&gt;&amp;</p>'));
  it('takes markup of its own kind as it is, also in lists', () =>
    expect(html`<ul>${['a', 'b'].map((one) => html`<li>${one}</li>`)}</ul>`.markup).toBe('<ul><li>a</li><li>b</li></ul>'));
  it('prints nothing for what is not there, and zero for zero', () => expect(html`${null}${undefined}${false}${0}`.markup).toBe('0'));
});
