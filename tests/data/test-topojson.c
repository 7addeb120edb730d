#include "test-data.h"

/* Two squares side by side that share the line from 1 0 to 1 1; arcs: 0 the shared one, 1 around the left
   one, 2 around the right one. */
#define ARCS "\"arcs\":[[[1,0],[1,1]],[[1,1],[0,1],[0,0],[1,0]],[[1,0],[2,0],[2,1],[1,1]]]"
#define SQUARES                                                                                              \
  "\"s\":{\"type\":\"GeometryCollection\",\"geometries\":["                                                  \
  "{\"type\":\"Polygon\",\"id\":7,\"properties\":{\"n\":1},\"arcs\":[[0,1]]},"                               \
  "{\"type\":\"MultiPolygon\",\"id\":8,\"arcs\":[[[-1,2]]]}]}"
#define OTHERS                                                                                               \
  "\"p\":{\"type\":\"Point\",\"coordinates\":[3,4]},\"l\":{\"type\":\"LineString\",\"arcs\":[1,2]},"         \
  "\"bad\":{\"type\":\"LineString\",\"arcs\":[3]}"
#define PLAIN "{\"type\":\"Topology\",\"objects\":{" SQUARES "," OTHERS "}," ARCS "}"
/* The same shared line with steps and a transform. */
#define STEPS                                                                                                \
  "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.5,2],\"translate\":[10,20]},\"objects\":"              \
  "{\"l\":{\"type\":\"LineString\",\"arcs\":[-1]}},\"arcs\":[[[2,0],[2,1],[-4,3]]]}"

#define LINES(coordinates) "[{\"type\":\"MultiLineString\",\"coordinates\":[" coordinates "]}]"

static const struct {
  tr_read_options options;
  data_case c;
} cases[] = {
    {{.feature = {"s", 1}},
     {PLAIN, "s n a a",
      "[{\"type\":\"Feature\",\"id\":7,\"properties\":{\"n\":1},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[1,0],[1,1],[0,1],[0,0],[1,0]]]}},"
      "{\"type\":\"Feature\",\"id\":8,\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\","
      "\"coordinates\":[[[[1,1],[1,0],[2,0],[2,1],[1,1]]]]}}]",
      NULL}},
    {{.feature = {"p", 1}},
     {PLAIN, "s a a",
      "[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[3,4]}}]",
      NULL}},
    {{.feature = {"l", 1}},
     {STEPS, "s a a",
      "[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\","
      "\"coordinates\":[[10,28],[12,22],[11,20]]}}]",
      NULL}},
    {{.mesh = {"s", 1}, .filter = {"interior", 8}}, {PLAIN, "s a", LINES("[[1,0],[1,1]]"), NULL}},
    {{.mesh = {"s", 1}, .filter = {"exterior", 8}},
     {PLAIN, "s a", LINES("[[1,1],[0,1],[0,0],[1,0],[2,0],[2,1],[1,1]]"), NULL}},
    {{.mesh = {"s", 1}}, {PLAIN, "s a", LINES("[[1,0],[1,1],[0,1],[0,0],[1,0],[2,0],[2,1],[1,1]]"), NULL}},
    {{.feature = {"x", 1}}, {PLAIN, NULL, "1:1: there is no TopoJSON object \"x\"", "it has \"s\", \"p\""}},
    {{0}, {PLAIN, NULL, "1:1: TopoJSON needs the name of an object", "it has \"s\""}},
    {{.feature = {"bad", 3}}, {PLAIN, NULL, "1:306: there is no such arc; there are 3", NULL}},
    {{.feature = {"s", 1}},
     {"{\"objects\":{\"s\":{\"type\":\"Point\",\"coordinates\":[1]}},\"arcs\":[]}", NULL,
      "1:47: TopoJSON: a position must be an array of two numbers", NULL}},
    {{.feature = {"s", 1}},
     {"{\"objects\":{\"s\":{\"type\":\"Point\",\"coordinates\":[1,2]}}}", NULL,
      "1:1: TopoJSON: \"arcs\" must be an array", NULL}},
};

void test_topojson(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_read_options options = cases[i].options;
    options.format = TR_DATA_TOPOJSON;
    check_data("a.json", tr_str_z(cases[i].c.text), &options, &cases[i].c);
  }
}
