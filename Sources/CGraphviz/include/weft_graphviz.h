// The few calls of Graphviz' C library that Weft needs, behind opaque types: Swift can import neither its macros
// (ND_coord, ED_spl) nor its mutable globals (Agdirected). Sizes and positions are in points, y grows upwards.
#ifndef WEFT_GRAPHVIZ_H
#define WEFT_GRAPHVIZ_H

#include <stdbool.h>

typedef struct weft_graph weft_graph;

typedef struct {
  double x, y;
} weft_point;

/// Runs `work(context)` on the one thread that may enter Graphviz and returns when it is done; calls from several
/// threads wait for each other. False where the thread could not be made: then `work` has not run.
bool weft_graphviz_run(void (*work)(void *), void *context);

// Everything below may be called only from within weft_graphviz_run.

/// Whether a layout with this name is installed.
bool weft_graphviz_has_layout(const char *name);

/// A new empty directed graph, or NULL where memory is short.
weft_graph *weft_graph_create(int node_capacity, int edge_capacity);
void weft_graph_free(weft_graph *graph);

void weft_graph_set(weft_graph *graph, const char *name, const char *value);
/// Adds a box of a fixed size; nodes are numbered from 0. False beyond the capacity.
bool weft_graph_add_node(weft_graph *graph, double width, double height);
/// Pins a node at a place, for layouts that keep or begin with positions.
void weft_graph_place_node(weft_graph *graph, int node, double x, double y);
/// Names the node in the middle of a radial layout.
void weft_graph_set_root(weft_graph *graph, int node);
/// Adds an edge between two nodes that exist; edges are numbered from 0. A label of no width is none; an
/// edge that does not order the layers may run within one or upwards, and gets no room for its label.
bool weft_graph_add_edge(weft_graph *graph, int tail, int head, double label_width, double label_height, double weight,
                         bool two_heads, bool orders_layers);

/// How long an edge would best be, in points, for layouts by forces.
void weft_graph_set_edge_length(weft_graph *graph, int edge, double points);

/// Lays the graph out, once. False where Graphviz reported an error: see weft_graph_message.
bool weft_graph_layout(weft_graph *graph, const char *layout);
/// What Graphviz said on the last layout; empty where nothing.
const char *weft_graph_message(void);

weft_point weft_graph_size(const weft_graph *graph);
/// The lower left corner of the drawing: not 0, 0 where positions were given.
weft_point weft_graph_origin(const weft_graph *graph);
weft_point weft_graph_node_center(const weft_graph *graph, int node);
/// How many Bézier points the edge has: 0 where it was not routed, else 1 more than a multiple of 3.
int weft_graph_edge_point_count(const weft_graph *graph, int edge);
weft_point weft_graph_edge_point(const weft_graph *graph, int edge, int index);
/// The tip of the arrow head at the end of the edge (or at its start), where it has one.
bool weft_graph_edge_tip(const weft_graph *graph, int edge, bool at_start, weft_point *tip);
/// The centre of the room kept for the label, where the edge has one.
bool weft_graph_edge_label(const weft_graph *graph, int edge, weft_point *center);

#endif
