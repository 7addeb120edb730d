#include "chart/chart-priv.h"

#define NO TR_ENC_COUNT
const tr_enc_row tr_enc_rows[TR_ENC_COUNT] = {
    [TR_ENC_X] = {"x", "place across", true, TR_ENC_X, TR_ENC_X2, TR_ENC_X_OFFSET, false, false, TR_CH_X},
    [TR_ENC_Y] = {"y", "place down", true, TR_ENC_Y, TR_ENC_Y2, TR_ENC_Y_OFFSET, false, false, TR_CH_Y},
    [TR_ENC_X2] = {"x2", "other end across", false, TR_ENC_X, NO, NO, false, false, TR_CH_X2},
    [TR_ENC_Y2] = {"y2", "other end down", false, TR_ENC_Y, NO, NO, false, false, TR_CH_Y2},
    [TR_ENC_X_OFFSET] = {"xOffset", "place within a band of x", true, TR_ENC_X_OFFSET, NO, NO, false, false,
                         TR_CH_COUNT},
    [TR_ENC_Y_OFFSET] = {"yOffset", "place within a band of y", true, TR_ENC_Y_OFFSET, NO, NO, false, false,
                         TR_CH_COUNT},
    [TR_ENC_THETA] = {"theta", "angle", true, TR_ENC_THETA, TR_ENC_THETA2, NO, false, false,
                      TR_CH_START_ANGLE},
    [TR_ENC_THETA2] = {"theta2", "end of the angle", false, TR_ENC_THETA, NO, NO, false, false,
                       TR_CH_END_ANGLE},
    [TR_ENC_RADIUS] = {"radius", "outer radius", true, TR_ENC_RADIUS, TR_ENC_RADIUS2, NO, false, false,
                       TR_CH_OUTER_RADIUS},
    [TR_ENC_RADIUS2] = {"radius2", "inner radius", false, TR_ENC_RADIUS, NO, NO, false, false,
                        TR_CH_INNER_RADIUS},
    [TR_ENC_COLOR] = {"color", "colour, of the fill or the stroke", true, TR_ENC_COLOR, NO, NO, false, false,
                      TR_CH_COUNT},
    [TR_ENC_FILL] = {"fill", "colour of the fill", true, TR_ENC_FILL, NO, NO, false, false, TR_CH_FILL},
    [TR_ENC_STROKE] = {"stroke", "colour of the stroke", true, TR_ENC_STROKE, NO, NO, false, false,
                       TR_CH_STROKE},
    [TR_ENC_OPACITY] = {"opacity", "0 to 1", true, TR_ENC_OPACITY, NO, NO, false, false, TR_CH_OPACITY},
    [TR_ENC_FILL_OPACITY] = {"fillOpacity", "0 to 1", true, TR_ENC_FILL_OPACITY, NO, NO, false, false,
                             TR_CH_FILL_OPACITY},
    [TR_ENC_STROKE_OPACITY] = {"strokeOpacity", "0 to 1", true, TR_ENC_STROKE_OPACITY, NO, NO, false, false,
                               TR_CH_STROKE_OPACITY},
    [TR_ENC_STROKE_WIDTH] = {"strokeWidth", "px", true, TR_ENC_STROKE_WIDTH, NO, NO, false, false,
                             TR_CH_STROKE_WIDTH},
    [TR_ENC_STROKE_DASH] = {"strokeDash", "dash pattern", true, TR_ENC_STROKE_DASH, NO, NO, false, true,
                            TR_CH_STROKE_DASH},
    [TR_ENC_SIZE] = {"size", "area of symbols, width of bars, thickness of lines", true, TR_ENC_SIZE, NO, NO,
                     false, false, TR_CH_SIZE},
    [TR_ENC_ANGLE] = {"angle", "degrees", true, TR_ENC_ANGLE, NO, NO, false, false, TR_CH_ANGLE},
    [TR_ENC_SHAPE] = {"shape", "symbol", true, TR_ENC_SHAPE, NO, NO, false, true, TR_CH_SHAPE},
    [TR_ENC_DETAIL] = {"detail", "what divides lines and groups", false, TR_ENC_DETAIL, NO, NO, true, false,
                       TR_CH_COUNT},
    [TR_ENC_KEY] = {"key", "identity of a row", false, TR_ENC_KEY, NO, NO, false, false, TR_CH_COUNT},
    [TR_ENC_TEXT] = {"text", "text", false, TR_ENC_TEXT, NO, NO, false, false, TR_CH_TEXT},
    [TR_ENC_TOOLTIP] = {"tooltip", "kept as title in SVG", false, TR_ENC_TOOLTIP, NO, NO, true, false,
                        TR_CH_TOOLTIP},
    [TR_ENC_HREF] = {"href", "link", false, TR_ENC_HREF, NO, NO, false, false, TR_CH_HREF},
    [TR_ENC_URL] = {"url", "of an image", false, TR_ENC_URL, NO, NO, false, false, TR_CH_URL},
    [TR_ENC_DESCRIPTION] = {"description", "text for assistive technology", false, TR_ENC_DESCRIPTION, NO, NO,
                            false, false, TR_CH_DESCRIPTION},
    [TR_ENC_ORDER] = {"order", "order of lines' points and of stacks", false, TR_ENC_ORDER, NO, NO, true,
                      false, TR_CH_COUNT},
    [TR_ENC_LONGITUDE] = {"longitude", "degrees east", false, TR_ENC_LONGITUDE, NO, NO, false, false,
                          TR_CH_COUNT},
    [TR_ENC_LATITUDE] = {"latitude", "degrees north", false, TR_ENC_LATITUDE, NO, NO, false, false,
                         TR_CH_COUNT},
    [TR_ENC_LONGITUDE2] = {"longitude2", "degrees east of the other end", false, TR_ENC_LONGITUDE, NO, NO,
                           false, false, TR_CH_COUNT},
    [TR_ENC_LATITUDE2] = {"latitude2", "degrees north of the other end", false, TR_ENC_LATITUDE, NO, NO,
                          false, false, TR_CH_COUNT},
    [TR_ENC_ROW] = {"row", "a row of views for each value", false, TR_ENC_ROW, NO, NO, false, false,
                    TR_CH_COUNT},
    [TR_ENC_COLUMN] = {"column", "a column of views for each value", false, TR_ENC_COLUMN, NO, NO, false,
                       false, TR_CH_COUNT},
    [TR_ENC_FACET] = {"facet", "a view for each value, wrapped into rows", false, TR_ENC_FACET, NO, NO, false,
                      false, TR_CH_COUNT},
    [TR_ENC_TIME] = {"time", "frames of an animation, of which the first is drawn", true, TR_ENC_TIME, NO, NO,
                     false, false, TR_CH_COUNT},
    [TR_ENC_QUALIFIER] = {"qualifier", "how sure a value is (pages)", false, TR_ENC_QUALIFIER, NO, NO, false,
                          false, TR_CH_COUNT},
    [TR_ENC_STATUS] = {"status", "plan, forecast … (pages)", false, TR_ENC_STATUS, NO, NO, false, false,
                       TR_CH_COUNT},
};
#undef NO

tr_enc tr_enc_find(tr_str name) {
  for (int i = 0; i < TR_ENC_COUNT; i++)
    if (tr_str_is(name, tr_enc_rows[i].name)) return (tr_enc)i;
  return TR_ENC_COUNT;
}

bool tr_enc_is_color(tr_enc e) { return e == TR_ENC_COLOR || e == TR_ENC_FILL || e == TR_ENC_STROKE; }

bool tr_enc_is_xy(tr_enc e) { return e == TR_ENC_X || e == TR_ENC_Y; }

/* Channels that only some marks have; all others are for every mark. `binned`: marks that have an end only
   where the data are binned already. */
static const struct {
  tr_enc enc;
  const char *marks, *binned;
} limited[] = {
    {TR_ENC_LONGITUDE2, " area bar image rect rule ", " circle point square tick line trail "},
    {TR_ENC_LATITUDE2, " area bar image rect rule ", " circle point square tick line trail "},
    {TR_ENC_X2, " area bar image rect rule ", " circle point square tick line trail "},
    {TR_ENC_Y2, " area bar image rect rule ", " circle point square tick line trail "},
    {TR_ENC_SIZE, " point tick rule circle square bar text line trail ", ""},
    {TR_ENC_STROKE_DASH, " line point tick rule circle square bar ", ""},
    {TR_ENC_SHAPE, " point geoshape ", ""},
    {TR_ENC_TEXT, " text ", ""},
    {TR_ENC_ANGLE, " point square text ", ""},
    {TR_ENC_URL, " image ", ""},
    {TR_ENC_THETA, " text arc ", ""},
    {TR_ENC_RADIUS, " text arc ", ""},
    {TR_ENC_THETA2, " arc ", ""},
    {TR_ENC_RADIUS2, " arc ", ""},
};

bool tr_enc_suits(tr_ctx *ctx, tr_enc e, const char *mark, bool is_binned) {
  tr_str word = tr_printf(ctx->doc, " %s ", mark);
  for (size_t i = 0; i < sizeof limited / sizeof *limited; i++) {
    if (limited[i].enc != e) continue;
    bool always = tr_str_find(tr_str_z(limited[i].marks), word.p, 0) != SIZE_MAX;
    return always || (is_binned && tr_str_find(tr_str_z(limited[i].binned), word.p, 0) != SIZE_MAX);
  }
  return true;
}
