import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Controller, Get, Header, type OnApplicationShutdown } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { MinuteBook } from '#shell/minute-book.js';
import { gaugesOf, loopResolution } from './gauges.js';
import { InHand } from './in-hand.js';
import { exposition, Metrics } from './metrics.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController implements OnApplicationShutdown {
  private readonly loop = monitorEventLoopDelay({ resolution: loopResolution });

  constructor(
    private readonly book: MinuteBook,
    private readonly metrics: Metrics,
    private readonly inHand: InHand,
  ) {
    this.loop.enable();
  }

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: 'What is counted and measured here, for Prometheus.' })
  @ApiProduces('text/plain')
  async read(): Promise<string> {
    const gauges = await gaugesOf(this.book, this.inHand.watchers, this.loop, Date.now());
    return exposition([...this.metrics.families(), ...gauges]);
  }

  onApplicationShutdown(): void {
    this.loop.disable();
  }
}
