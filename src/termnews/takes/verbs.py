"""Which words of a headline are verbs: a list and a few endings, enough to find the things a headline names."""

from termnews.takes.words import stem_word

_VERBS = frozenset(
    """accept accuse achieve acknowledge acquire add admit advise affect agree aim allege allow announce answer appear approve
    argue arise arrest arrive ask assume avoid await back banish beat become beg begin believe belong bet blame block boast
    bolster boost bow brace break bring build bury buy call calm cancel capture carry cast catch cause cede celebrate challenge
    choose cite claim clear climb close collapse come complain conclude condemn confirm confront consider contain continue
    convict cope count crack create cripple criticize cross crush cut dash dare decide declare decline defeat defend defy delay
    deliver demand deny deploy deserve destroy die dig disappear discover dismiss divide do downplay draw drive drop drown earn
    ease eat echo edge eject embrace emerge enact end endorse enjoy enter erupt escape exceed expand expect expel explain
    explode expose express extend face fail fall favor fear feel fight file fill find fire fix flee float follow forbid force
    forget free freeze fuel gain gather gear get give go grab grant grapple greet grill grip grow halt hand hang happen hear
    help hide hit hold hope host hurt ignore impose improve include inject injure insist invade invite join jump keep kick kill
    know lack land lash launch lay lead learn leave lend let lie lift like limit linger link live lock look loom lose love lower
    lure make mark mean meet melt miss mock mourn move mull near need offer oppose order oust outline outlive outlast overtake
    overturn owe pass pause pay pick pinpoint plead pledge plot plunge point pose postpone pour praise predict prefer prepare
    press prevent probe promise propose protest prove provide pull push put quit race raise ramp reach react read ready reaffirm
    realize rebuff recall receive reckon recognize reduce refuse reignite reject relent rely remain remember remove renew reopen
    repeat repel replace require rescue reshape resign resist respond resume retain return reveal revive ride rip rise rock roil
    rule run rush sack sail save say see seek seem seize sell send set settle shake share shatter shed shift shoot shrink shut
    sign sink skip slam slash slump snap snub soar speak spark spend spoil spread spur stand start stay steal steer step stick
    stoke stop strand strengthen strike strip struggle sue suffer suggest summon surge survive suspect suspend sway sweep take
    talk target teach tear tell tend test thank think threaten throw tie tighten topple toss touch tout track trail trap trigger
    trim try turn unveil uphold uncover understand undergo urge vacate vanish veto vow wait walk want warn watch weaken weigh
    welcome win withdraw withstand work worry wreck write yield""".split()
)
"""Base forms."""

_NOUNS_TOO = frozenset(
    """call claim cause count cut deal draw drop end face fall fear fight file fire fix freeze hope host land launch lead limit
    link lock mark move need offer order pass plot point press promise protest race raid return ride rise rule run sail share
    shift sign sink spark spread stand start stay step stop strike surge target test tie track trail trap turn veto wait walk
    watch win work call power place plan talk vote use view visit""".split()
)
"""Bases that are as often a thing: they count as verbs only where a verb is expected."""

_IRREGULAR = frozenset(
    """are be been began begun born bought broke broken brought built came caught chose chosen could did died does done drawn
    drew driven drove fell felt fled fought found froze frozen gave given gone got grew grown had has have heard held hid hit is
    kept killed knew known laid lost led left lent made meant met must paid put ran said sat saw seen sent set shook shot should
    shown sold sought spoke spent stood stole stood struck sued swept taken threw thrown told took tore torn taught went were was
    won wore would wrote can may might will""".split()
)


def is_verb(word: str) -> bool:
    """Tell whether a folded word is a verb and hardly ever a thing."""
    base = _base(word)
    if word in _IRREGULAR:
        return True
    return base is not None and base not in _NOUNS_TOO


def may_be_verb(word: str) -> bool:
    """Tell whether a folded word is a verb in some headlines and a thing in others."""
    return _base(word) in _NOUNS_TOO


def _base(word: str) -> str | None:
    stem = stem_word(word)
    for base in (
        word,
        stem,
        f"{stem}e",
        stem + stem[-1:],
        word.removesuffix("es"),
        word.removesuffix("d"),
        word.removesuffix("s"),
    ):
        if base in _VERBS or base in _NOUNS_TOO:
            return base
    return None
