#include "base/letters.h"

#include "base/utf8.h"

#include <string.h>

/* A mark, and letters each before the one that it makes of them. */
struct composition {
    uint16_t mark;
    const char *letters;
};

/* clang-format off */
static const struct composition compositions[] = {
    {0x0300, "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờ"
             "ƯỪưừYỲyỳ"},
    {0x0301, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻ"
             "ÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêế"
             "ÔỐôốƠỚơớƯỨưứ"},
    {0x0302, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệ"
             "ỌỘọộ"},
    {0x0303, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"},
    {0x0304, "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡ"
             "ḶḸḷḹṚṜṛṝ"},
    {0x0306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"},
    {0x0307, "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠ"
             "sṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"},
    {0x0308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"},
    {0x0309, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"},
    {0x030A, "AÅaåUŮuůwẘyẙ"},
    {0x030B, "OŐoőUŰuű"},
    {0x030C, "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧ"
             "KǨkǩƷǮʒǯjǰHȞhȟ"},
    {0x030F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"},
    {0x0311, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"},
    {0x031B, "OƠoơUƯuư"},
    {0x0323, "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹ"
             "IỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"},
    {0x0324, "UṲuṳ"},
    {0x0325, "AḀaḁ"},
    {0x0326, "SȘsșTȚtț"},
    {0x0327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"},
    {0x0328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"},
    {0x032D, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"},
    {0x032E, "HḪhḫ"},
    {0x0330, "EḚeḛIḬiḭUṴuṵ"},
    {0x0331, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"},
};
/* clang-format on */

enum { COMPOSITIONS = sizeof compositions / sizeof compositions[0] };
enum { MARK_FIRST = 0x300, MARK_LAST = 0x36F };

static uint32_t composed(const char *letters, uint32_t base) {
    size_t left = strlen(letters), n;
    while (left) {
        uint32_t c = utf8_decode(letters, left, &n);
        letters += n, left -= n;
        uint32_t made = utf8_decode(letters, left, &n);
        letters += n, left -= n;
        if (c == base)
            return made;
    }
    return 0;
}

uint32_t letters_compose(uint32_t base, uint32_t mark) {
    if (mark < MARK_FIRST || mark > MARK_LAST)
        return 0;
    for (size_t i = 0; i < COMPOSITIONS; i++)
        if (compositions[i].mark == mark)
            return composed(compositions[i].letters, base);
    return 0;
}

uint32_t letters_of_windows(uint32_t byte) {
    static const uint16_t characters[] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte >= 0x80 && byte <= 0x9F ? characters[byte - 0x80] : 0;
}

/* The alphabets of mathematics: 26 capitals and 26 small letters again and again, then digits. */
static uint32_t of_mathematics(uint32_t c) {
    if (c >= 0x1D7CE && c <= 0x1D7FF)
        return '0' + (c - 0x1D7CE) % 10;
    uint32_t n = (c - 0x1D400) % 52;
    return n < 26 ? 'A' + n : 'a' + n - 26;
}

/* One character for one. */
static uint32_t plain(uint32_t c) {
    enum { NEL = 0x85, LOST_BULLET = 0x84 };
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    if ((c >= 0x1D400 && c <= 0x1D6A3) || (c >= 0x1D7CE && c <= 0x1D7FF))
        return of_mathematics(c);
    switch (c) {
    case NEL:
    case LOST_BULLET:
        return 0;
    case 0x2126:
        return 0x3A9;
    case 0x212A:
        return 'K';
    case 0x212B:
        return 0xC5;
    default:
        return letters_of_windows(c);
    }
}

size_t letters_plain(uint32_t c, char out[LETTERS_MAX]) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c >= 0xFB00 && c < 0xFB00 + sizeof ligatures / sizeof ligatures[0]) {
        size_t n = strlen(ligatures[c - 0xFB00]);
        memcpy(out, ligatures[c - 0xFB00], n);
        return n;
    }
    uint32_t other = plain(c);
    return other ? utf8_encode(other, out) : 0;
}
