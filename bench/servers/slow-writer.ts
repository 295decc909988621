/* The writer's thread with slow commits. */
import './slow-commits.js';

await import('#event-store/sqlite/writer-main.js');
