// One thread for all of Graphviz. The library keeps its state in globals, so two threads in it crash even with a
// context each; and its layered layout recurses along long paths, so the thread has a large stack.

#include "weft_graphviz.h"

#include <limits.h>
#include <pthread.h>
#include <stddef.h>

typedef struct job {
  void (*work)(void *);
  void *context;
  bool done;
  struct job *next;
} job;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;
static job *first, *last;
static bool is_running;

static void *serve(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (first == NULL) pthread_cond_wait(&arrived, &lock);
    job *current = first;
    first = current->next;
    if (first == NULL) last = NULL;
    pthread_mutex_unlock(&lock);
    current->work(current->context);
    pthread_mutex_lock(&lock);
    current->done = true;
    pthread_cond_broadcast(&finished);
  }
  return NULL;
}

static bool start(void) {
  // Only the pages that are touched cost memory; the smaller sizes are for processes with a limit on addresses.
  static const size_t stack_sizes[] = {(size_t)256 << 20, (size_t)64 << 20, (size_t)16 << 20};
  for (size_t i = 0; i < sizeof stack_sizes / sizeof *stack_sizes; i++) {
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) return false;
    bool made = pthread_attr_setstacksize(&attributes, stack_sizes[i]) == 0
                && pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0
                && pthread_create(&thread, &attributes, serve, NULL) == 0;
    pthread_attr_destroy(&attributes);
    if (made) return true;
  }
  return false;
}

bool weft_graphviz_run(void (*work)(void *), void *context) {
  job mine = {.work = work, .context = context, .done = false, .next = NULL};
  pthread_mutex_lock(&lock);
  if (!is_running) is_running = start();
  if (!is_running) {
    pthread_mutex_unlock(&lock);
    return false;
  }
  if (last != NULL) {
    last->next = &mine;
  } else {
    first = &mine;
  }
  last = &mine;
  pthread_cond_signal(&arrived);
  while (!mine.done) pthread_cond_wait(&finished, &lock);
  pthread_mutex_unlock(&lock);
  return true;
}
