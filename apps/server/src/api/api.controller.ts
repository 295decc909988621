import { All, Controller, Get, Header, NotFoundException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ApiDocument } from './api-document.js';
import { apiPage } from './api-page.js';

@ApiExcludeController()
@Controller('api')
export class ApiController {
  constructor(private readonly document: ApiDocument) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page() {
    return apiPage(this.document.get());
  }

  @Get('openapi.json')
  openApi() {
    return this.document.get();
  }

  /** The pages take any first word of an address for a board: not this one. */
  @All('*')
  nothing() {
    throw new NotFoundException();
  }
}
