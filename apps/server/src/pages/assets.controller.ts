import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { liveScript } from './live.js';
import { stylesheet } from './style.js';

/** Pages name what is in them, so a browser may keep it for a year. */
const forEver = 'public, max-age=31536000, immutable';

@ApiExcludeController()
@Controller()
export class AssetsController {
  @Get('style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', forEver)
  style() {
    return stylesheet;
  }

  @Get('live.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', forEver)
  live() {
    return liveScript;
  }
}
