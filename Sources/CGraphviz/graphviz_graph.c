// A graph of fixed-size boxes and labels for Graphviz, and its positions read back. No text of a note comes here:
// every attribute is a number or a word of this program, so nothing can be injected and no font is consulted.

#include "weft_graphviz.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct weft_graph {
  Agraph_t *graph;
  Agnode_t **nodes;
  Agedge_t **edges;
  int node_count, node_capacity;
  int edge_count, edge_capacity;
  bool is_laid_out;
};

// One context for the life of the process: a second one reads freed memory (AddressSanitizer, 2.42.2).
static GVC_t *context;
static char message[2048];

static int collect(char *text) {
  size_t used = strlen(message);
  size_t room = sizeof message - 1 - used;
  size_t length = strlen(text);
  if (length > room) length = room;
  memcpy(message + used, text, length);
  message[used + length] = '\0';
  return 0;
}

static GVC_t *shared_context(void) {
  if (context == NULL) {
    // These name folders with plugins, fonts and files of someone else's choice.
    unsetenv("GVBINDIR");
    unsetenv("DOTFONTPATH");
    unsetenv("GV_FILE_PATH");
    agseterrf(collect);
    agseterr(AGERR);
    context = gvContext();
  }
  return context;
}

bool weft_graphviz_has_layout(const char *name) {
  GVC_t *shared = shared_context();
  if (shared == NULL) return false;
  int count = 0;
  char **names = gvPluginList(shared, "layout", &count, NULL);
  bool found = false;
  for (int i = 0; names != NULL && i < count; i++) {
    if (strcmp(names[i], name) == 0) found = true;
    free(names[i]);
  }
  free(names);
  return found;
}

weft_graph *weft_graph_create(int node_capacity, int edge_capacity) {
  if (shared_context() == NULL || node_capacity < 0 || edge_capacity < 0) return NULL;
  weft_graph *result = calloc(1, sizeof *result);
  if (result == NULL) return NULL;
  result->nodes = calloc((size_t)node_capacity + 1, sizeof *result->nodes);
  result->edges = calloc((size_t)edge_capacity + 1, sizeof *result->edges);
  result->graph = agopen("weft", Agdirected, NULL);
  result->node_capacity = node_capacity;
  result->edge_capacity = edge_capacity;
  if (result->nodes == NULL || result->edges == NULL || result->graph == NULL) {
    weft_graph_free(result);
    return NULL;
  }
  agattr(result->graph, AGNODE, "shape", "box");
  agattr(result->graph, AGNODE, "label", "");
  agattr(result->graph, AGNODE, "fixedsize", "true");
  agattr(result->graph, AGNODE, "width", "1");
  agattr(result->graph, AGNODE, "height", "1");
  agattr(result->graph, AGNODE, "pos", "");
  agattr(result->graph, AGEDGE, "label", "");
  agattr(result->graph, AGEDGE, "len", "1");
  agattr(result->graph, AGEDGE, "dir", "forward");
  agattr(result->graph, AGEDGE, "weight", "1");
  agattr(result->graph, AGEDGE, "constraint", "true");
  agattr(result->graph, AGEDGE, "arrowsize", "0.65");
  return result;
}

void weft_graph_free(weft_graph *graph) {
  if (graph == NULL) return;
  if (graph->is_laid_out) gvFreeLayout(context, graph->graph);
  if (graph->graph != NULL) agclose(graph->graph);
  free(graph->nodes);
  free(graph->edges);
  free(graph);
}

void weft_graph_set(weft_graph *graph, const char *name, const char *value) {
  agattr(graph->graph, AGRAPH, (char *)name, (char *)value);
}

// Graphviz measures nodes in inches of 72 points, with a decimal point whatever the locale of the process says.
static void set_inches(Agnode_t *node, const char *name, double points) {
  char text[64];
  long ten_thousandths = (long)(points / 72 * 10000 + 0.5);
  snprintf(text, sizeof text, "%ld.%04ld", ten_thousandths / 10000, ten_thousandths % 10000);
  agset(node, (char *)name, text);
}

bool weft_graph_add_node(weft_graph *graph, double width, double height) {
  if (graph->node_count >= graph->node_capacity) return false;
  char text[64];
  snprintf(text, sizeof text, "n%d", graph->node_count);
  Agnode_t *node = agnode(graph->graph, text, TRUE);
  if (node == NULL) return false;
  set_inches(node, "width", width);
  set_inches(node, "height", height);
  graph->nodes[graph->node_count++] = node;
  return true;
}

void weft_graph_place_node(weft_graph *graph, int node, double x, double y) {
  if (node < 0 || node >= graph->node_count) return;
  char text[96];
  long tenths_x = (long)(x * 10 + (x < 0 ? -0.5 : 0.5));
  long tenths_y = (long)(y * 10 + (y < 0 ? -0.5 : 0.5));
  snprintf(text, sizeof text, "%s%ld.%ld,%s%ld.%ld!", tenths_x < 0 ? "-" : "", labs(tenths_x) / 10, labs(tenths_x) % 10,
           tenths_y < 0 ? "-" : "", labs(tenths_y) / 10, labs(tenths_y) % 10);
  agset(graph->nodes[node], "pos", text);
}

void weft_graph_set_root(weft_graph *graph, int node) {
  if (node < 0 || node >= graph->node_count) return;
  agattr(graph->graph, AGRAPH, "root", agnameof(graph->nodes[node]));
}

void weft_graph_set_edge_length(weft_graph *graph, int edge, double points) {
  if (edge < 0 || edge >= graph->edge_count) return;
  char text[64];
  long hundredths = (long)(points / 72 * 100 + 0.5);
  snprintf(text, sizeof text, "%ld.%02ld", hundredths / 100, hundredths % 100);
  agset(graph->edges[edge], "len", text);
}

bool weft_graph_add_edge(weft_graph *graph, int tail, int head, double label_width, double label_height, double weight,
                         bool two_heads, bool orders_layers) {
  if (graph->edge_count >= graph->edge_capacity) return false;
  if (tail < 0 || tail >= graph->node_count || head < 0 || head >= graph->node_count) return false;
  char text[256];
  snprintf(text, sizeof text, "e%d", graph->edge_count);
  Agedge_t *edge = agedge(graph->graph, graph->nodes[tail], graph->nodes[head], text, TRUE);
  if (edge == NULL) return false;
  snprintf(text, sizeof text, "%d", (int)weight);
  agset(edge, "weight", text);
  if (two_heads) agset(edge, "dir", "both");
  if (!orders_layers) agset(edge, "constraint", "false");
  // A labelled edge within the first layer makes 2.42.2 free its layers twice (abomination() in flat.c moves them), and
  // only an edge that does not order the layers can lie within one: it goes without room for its label.
  if (label_width > 0 && orders_layers) {
    snprintf(text, sizeof text,
             "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" "
             "WIDTH=\"%d\" HEIGHT=\"%d\"><TR><TD></TD></TR></TABLE>",
             (int)(label_width + 0.999), (int)(label_height + 0.999));
    char *markup = agstrdup_html(graph->graph, text);
    agset(edge, "label", markup);
    agstrfree(graph->graph, markup);
  }
  graph->edges[graph->edge_count++] = edge;
  return true;
}

bool weft_graph_layout(weft_graph *graph, const char *layout) {
  message[0] = '\0';
  if (graph->is_laid_out) return false;
  // The layouts by forces begin with random numbers of the C library: the same ones each time.
  srand(1);
  int status = gvLayout(context, graph->graph, layout);
  graph->is_laid_out = status == 0;
  // A status of 0 comes with an error text now and then.
  return status == 0 && strstr(message, "Error") == NULL;
}

const char *weft_graph_message(void) { return message; }

weft_point weft_graph_size(const weft_graph *graph) {
  boxf box = GD_bb(graph->graph);
  return (weft_point){box.UR.x, box.UR.y};
}

weft_point weft_graph_origin(const weft_graph *graph) {
  boxf box = GD_bb(graph->graph);
  return (weft_point){box.LL.x, box.LL.y};
}

weft_point weft_graph_node_center(const weft_graph *graph, int node) {
  if (node < 0 || node >= graph->node_count) return (weft_point){0, 0};
  pointf center = ND_coord(graph->nodes[node]);
  return (weft_point){center.x, center.y};
}

// Of an edge in several pieces (concentrated edges, which are not asked for) the first is the edge.
static const bezier *curve(const weft_graph *graph, int edge) {
  if (edge < 0 || edge >= graph->edge_count) return NULL;
  splines *route = ED_spl(graph->edges[edge]);
  return route != NULL && route->size > 0 ? &route->list[0] : NULL;
}

int weft_graph_edge_point_count(const weft_graph *graph, int edge) {
  const bezier *points = curve(graph, edge);
  return points != NULL ? points->size : 0;
}

weft_point weft_graph_edge_point(const weft_graph *graph, int edge, int index) {
  const bezier *points = curve(graph, edge);
  if (points == NULL || index < 0 || index >= points->size) return (weft_point){0, 0};
  return (weft_point){points->list[index].x, points->list[index].y};
}

bool weft_graph_edge_tip(const weft_graph *graph, int edge, bool at_start, weft_point *tip) {
  const bezier *points = curve(graph, edge);
  if (points == NULL || (at_start ? points->sflag : points->eflag) == 0) return false;
  pointf end = at_start ? points->sp : points->ep;
  *tip = (weft_point){end.x, end.y};
  return true;
}

bool weft_graph_edge_label(const weft_graph *graph, int edge, weft_point *center) {
  if (edge < 0 || edge >= graph->edge_count) return false;
  textlabel_t *label = ED_label(graph->edges[edge]);
  if (label == NULL || !label->set) return false;
  *center = (weft_point){label->pos.x, label->pos.y};
  return true;
}
