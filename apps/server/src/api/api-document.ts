import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** What the server says of its own interface: made when it is first asked for, since the routes must be there first. */
@Injectable()
export class ApiDocument {
  private document: OpenAPIObject | null = null;
  private describe: () => OpenAPIObject = () => {
    throw new Error('the server has not said how to describe itself');
  };

  from(describe: () => OpenAPIObject): void {
    this.describe = describe;
  }

  get(): OpenAPIObject {
    return (this.document ??= this.describe());
  }
}
