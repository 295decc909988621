import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Options } from '#shell/minute-book.js';
import { MinuteBookModule } from '#shell/nest/minute-book.module.js';
import { ApiDocument } from './api/api-document.js';
import { ApiController } from './api/api.controller.js';
import { HealthController } from './api/health.controller.js';
import { DeskController } from './desk/desk.controller.js';
import { EntriesController } from './entries/entries.controller.js';
import { LedgerController } from './log/ledger.controller.js';
import { LogController } from './log/log.controller.js';
import { InHand } from './observing/in-hand.js';
import { silent, type Log } from './observing/log-lines.js';
import { MetricsController } from './observing/metrics.controller.js';
import { Metrics } from './observing/metrics.js';
import { logToken, Watch } from './observing/watch.js';
import { WaitingFor } from './http/waiting-for.js';
import { pageControllers, pageProviders } from './pages/pages.js';
import { readControllers } from './reads/reads.js';
import { DesksController } from './web/desks.controller.js';

/** What the server is observed by, made before it listens. */
export type Observing = { readonly log: Log; readonly metrics: Metrics; readonly inHand: InHand };
export const observing = (log: Log): Observing => {
  const metrics = new Metrics();
  return { log, metrics, inHand: new InHand(log, metrics) };
};

@Module({})
export class AppModule {
  static forRoot(options: Options, { log, metrics, inHand }: Observing = observing(silent)): DynamicModule {
    return {
      module: AppModule,
      imports: [MinuteBookModule.forRoot(options)],
      controllers: [
        ApiController,
        HealthController,
        MetricsController,
        EntriesController,
        LogController,
        LedgerController,
        DeskController,
        DesksController,
        ...readControllers,
        ...pageControllers,
      ],
      providers: [
        ApiDocument,
        { provide: logToken, useValue: log },
        { provide: Metrics, useValue: metrics },
        { provide: InHand, useValue: inHand },
        Watch,
        { provide: APP_GUARD, useClass: WaitingFor },
        ...pageProviders,
      ],
    };
  }
}
