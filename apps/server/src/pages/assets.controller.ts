import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { liveScript } from './live.js';
import { stylesheet } from './style.js';

/** Pages name what is in them, so a browser may keep it for a year. */
const forEver = 'public, max-age=31536000, immutable';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="3" width="22" height="26" rx="3" fill="#14573f"/><path d="M11 11h10M11 16h10M11 21h6" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`;

@ApiExcludeController()
@Controller()
export class AssetsController {
  @Get('style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', forEver)
  style() {
    return stylesheet;
  }

  @Get('icon.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', forEver)
  icon() {
    return icon;
  }

  @Get('live.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', forEver)
  live() {
    return liveScript;
  }
}
