import type { Type } from '@nestjs/common';

export const readControllers: readonly Type[] = [];
