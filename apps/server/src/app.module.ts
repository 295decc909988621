import { Module, type DynamicModule } from '@nestjs/common';
import type { Options } from '#shell/minute-book.js';
import { MinuteBookModule } from '#shell/nest/minute-book.module.js';
import { ApiDocument } from './api/api-document.js';
import { ApiController } from './api/api.controller.js';
import { HealthController } from './api/health.controller.js';
import { DeskController } from './desk/desk.controller.js';
import { EntriesController } from './entries/entries.controller.js';
import { LedgerController } from './log/ledger.controller.js';
import { LogController } from './log/log.controller.js';
import { pageControllers, pageProviders } from './pages/pages.js';
import { readControllers } from './reads/reads.js';
import { DesksController } from './web/desks.controller.js';

@Module({})
export class AppModule {
  static forRoot(options: Options): DynamicModule {
    return {
      module: AppModule,
      imports: [MinuteBookModule.forRoot(options)],
      controllers: [
        ApiController,
        HealthController,
        EntriesController,
        LogController,
        LedgerController,
        DeskController,
        DesksController,
        ...readControllers,
        ...pageControllers,
      ],
      providers: [ApiDocument, ...pageProviders],
    };
  }
}
