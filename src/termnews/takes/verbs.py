"""Which words of a headline are verbs: a list and a few endings, enough to find the things a headline names."""

from termnews.takes.words import stem_word

_VERBS = frozenset(
    """abandon abolish abstain accelerate accept accuse achieve acknowledge acquire adapt add adjust admit adopt advance
    advise affect afflict agree aim air alarm allege allow alter amend amplify anger announce answer anticipate
    apologise apologize appeal appear applaud appoint approve argue arise arm arrest arrive ask assail assemble
    assert assess assign assist assume assure attract attribute avert avoid await back ban banish bar bash batter
    battle beat become befriend beg begin believe belong bet blame block blow boast bolster bomb bomb-attack book
    boost borrow bounce bow brace brand breach break bring brush build bulldoze bump burn burst bury buy bypass call
    calm cancel capture carry cast castigate catch cause caution cease cede celebrate challenge chase cheer chide
    choose cite claim clear climb clinch cling close coax collapse collect combat come commemorate commit compare
    compete compile complain complete comply concede conclude condemn conduct confer confess confirm confront confuse
    congratulate conquer conserve consider conspire constitute consult contain contend contest continue contribute
    convene convert convict convince cool cooperate cope correct count counter crack crash create cripple criticise
    criticize cross cruise crush curb curtail cut dampen dare dash deadlock debunk decide decimate declare decline
    decry deem deepen defeat defend deflect defy degrade delay deliver demand deny depart depict deploy describe
    deserve destroy detail detain deteriorate determine devastate devote die dig dim diminish disagree disappear
    disappoint discard disclose discover discuss dismiss dispute disrupt distance distribute ditch divide do dodge
    dominate donate double doubt download downplay draft drag draw drive drop drown dwarf earn ease eat echo edge
    educate eject elect eliminate embrace emerge emphasize employ empower enable enact encourage end endorse endure
    engage enjoy enlist ensure enter envision erupt escalate escape establish estimate evacuate evade examine exceed
    exchange excoriate execute exempt exhibit exit expand expect expel expire explain explode explore export expose
    express extend extort extradite eye fabricate face fail fall favor fear feel fight file fill finalise finalize
    find fine fine-tune fire fix flag flash flee flip flirt float flock flood flop fold follow forbid force forecast
    foresee forge forget forgive foster free freeze frustrate fuel fulfil fulfill fund further gain gather gear get
    give gloat go govern grab grant grapple greet grill grind grip groan grow guarantee guard hail halt hammer hand
    hang happen harass harm haul haunt hear heat help hide hike hint hire hit hoist hold honor honour hope host hover
    humiliate hurt identify ignite ignore illustrate imagine impeach imply import impose impress improve incite
    include incorporate inform inherit initiate inject injure innovate insist inspect inspire install insult
    integrate intend intensify intercept interpret intervene interview invade investigate invite invoke involve irk
    isolate issue jail jeopardize jockey join jump justify keep kick kickstart kidnap kill know lack lag lament land
    languish lapse lash launch lay lead learn leave lend let lie lift like liken limit linger link live locate lock
    long look loom loosen lose love lower lure make manage march mark matter mean mediate meet melt mention merge
    mingle mislead misread miss mock mount mourn move mull murder muse narrow near need negotiate nominate notch
    notify nudge obey observe obtain occupy occur offer open oppose order organize oust outlast outline outlive
    outpace outrage outsell overcome overhaul overlook oversee overtake overturn overwhelm owe pack pan pass pause
    pave pay peak peddle penalize perform permit persist persuade pick pinpoint pitch plead please pledge plot plough
    plow plummet plunge point ponder portray pose possess postpone pour praise predict prefer prepare press presume
    prevail prevent probe proceed proclaim produce prolong promise prompt pronounce propel propose prosecute protect
    protest prove provide provoke publish pull punish pursue push put qualify quarrel quash query quit quiz quote
    race raise rake ram ramp rampage ravage reach react read ready reaffirm realize reassure rebound rebuff rebuild
    rebuke recall recede receive reckon reclaim recognize recommend reconcile reconsider recover recruit redefine
    reduce reel refer refine reflect reform refrain refuse regain regard register regret regulate regurgitate
    reignite reiterate reject rejoin relaunch relax release relent relish relocate rely remain remember remove renew
    renounce reopen repay repeal repeat repel replace reply represent reprimand reproduce request require reschedule
    rescue resemble reshape reshuffle reside resign resist resolve respond restart restore restrict resume resurrect
    retain retake rethink retire retreat return reunite revamp reveal reverse revise revisit revive revoke reward
    rewrite ride ridicule rig rip rise roar rob rock roil roll ruin rule rumble run rush sack sail sanction save say
    scale scavenge scold score scramble scrap scrutinize scupper seal secure see seek seem seize sell send separate
    serve set settle shake shame share shatter shave shed shelter shelve shift shine shock shoot shorten shout shove
    shrink shun shut sideline sign simplify sink skip slam slap slash sleep slice slide slow slump smash smell snap
    snatch sneak sniff snub soar soften solve sort sound spar spare spark speak specify spell spend spill spin split
    spoil sponsor spot spray spread sprint spur spurn spy squeeze stab stabilize stage stall stand start starve stay
    steal steam steer stem step stick stir stoke stop storm straddle strand stray strengthen stress stretch strike
    strip struggle stumble stun submit subpoena succeed sue suffer suggest suit sum summon supplant suppress surge
    surpass surprise surrender surround survive suspect suspend sustain swap sway swear sweep swell swing switch
    tackle tag taint take talk tally tap target tarnish taunt teach tear tell tempt tend terminate test testify thank
    think threaten thrill thrive throttle throw thwart tie tighten tilt topple torch torpedo torture toss touch tout
    tow toy track trail transfer transform translate transport trap travel trigger trim try tumble turn tweet twist
    unblock uncork uncover undergo undermine understand unearth unfold unite unleash unload unlock unnerve unravel
    unsettle unveil upend upgrade uphold upset urge usher utilize vacate vandalize vanish vent venture verify veto
    vie violate visit volunteer vouch vow wade wage wait walk wander want warm warn waste watch waver weaken wed
    weigh welcome whip widen wield win wipe wish withdraw withstand witness woo work worry wow wreck wrestle write
    yield zero""".split()
)
"""Base forms."""

_NOUNS_TOO = frozenset(
    """address advance aid air alarm answer appeal approach arm arrest attack ban bar bill blast block blow board
    bomb book boost border brand breach break brush burn call cause caution challenge change chase cheer claim
    clash climb collapse combat comeback comment concern conduct contest control cool copy correct cost counter
    cover crackdown crash cruise curb cut dance date deadlock deal debate debut decline decrease default defeat
    delay demand deposit design detail dispute dive doubt draft draw dream drill drive drop duel dump end
    escape estimate exchange exit experiment explosion export fabric face factor fall favor fear feature fight
    file film fine finish fire fix flash float flood flow focus force forecast form freeze fuel fund gain
    glance grant grasp grip guard guide hammer hand harm head heat hike hit honor honour hope host hunt impact
    import income increase influence interest interview issue jail jam joke judge jump kick kiss land lapse
    laugh launch law lead lease lie lift limit link load lock look loss map march mark market master match
    measure mention mine mistake mix model mount move murder name need nod note object offer open order outrage
    overhaul pack pardon pass pause pay peak pin pitch place plan plant play pledge plot point port post power
    praise present press price probe profile progress project promise proof protest pulse punch purchase purge
    pursuit push quarrel question quote race raid rally ransom rate rebound rebuke recall record recruit reform
    regard register regret rein rejection release relief reply request rescue research resort rest result
    retreat return reverse review reward ride riot rise risk ritual rival rock roll root row ruin rule run rush
    sacrifice safeguard sail sale sanction scale scandal scar scare scheme score scramble scream seal search
    secure sense sentence separate setback shake shame shape share shelter shift shock shoot shop shortage shot
    shout show shutdown siege sign sink sleep slide slip slump smell smoke snub sound spark spell split sponsor
    spot spray spread spy squeeze stab staff stage stake stall stand star start state stay steam step stock
    stop storm strand stream stress strike strip struggle study suit supply support surge surprise surrender
    swap sweep swell swing switch table talk tally tape target taste tax tear tender tension test threat thrill
    tie toast toll torch torture touch tour trace track trade trail train transfer transit transport trap
    travel treat trial trick trouble tumble turn tweet upgrade upset use value veto view visit volunteer vote
    vow wade wage wait wake walk war warm wash waste watch wave weather welcome whip win wish witness wonder
    work worry wound wreck""".split()
)
"""Bases that are a thing as often: they count as verbs only in the form or the place of one."""

_THINGS = frozenset(
    """alarms arms attacks bans bars bills bombs books boosts borders calls challenges changes charges claims
    clashes comments controls costs covers curbs cuts dates deals debates delays demands designs details
    disputes dreams drills elections exports fears fights files films fires floods flows forces forms funds
    gains grants guards hikes hopes hunts imports increases interests interviews issues jobs judges lands laws
    limits links loads losses maps markets measures mines models names notes objects orders outrages pardons
    places plans plants pledges plots points ports posts powers prices products profiles projects promises
    protests questions quotes races raids rallies rates records recruits reforms replies requests rescues
    results reviews rights riots risks rivals rows rules sales sanctions scandals schemes searches sentences
    shares shelters ships shops shortages signs sounds spies spots stakes stars states steps stocks storms
    strikes studies suits supplies swaps tables talks tapes targets taxes tears tensions tests threats ties
    tolls tours tracks trades trails trains transfers trials troops tweets uses values views visits volunteers
    votes wages wars waves witnesses workers works wounds""".split()
)
"""Forms in -s that a headline hardly ever uses as verbs."""

_IRREGULAR = frozenset(
    """are be been began begun born bought broke broken brought built came caught chose chosen could did died does done drawn
    drew driven drove fell felt fled fought found froze frozen gave given gone got grew grown had has have heard held hid hit is
    kept killed knew known laid lost led left lent made meant met must paid put ran said sat saw seen sent set shook shot should
    shown sold sought spoke spent stood stole stood struck sued swept taken threw thrown told took tore torn taught went were was
    won wore would wrote can may might will""".split()
)


_DEEDS = frozenset(
    """banking beheading bombing briefing building clearing closing crossing drilling farming fighting filing finding fishing
    funding gathering hearing hiring holding housing hunting killing landing launching lending living logging meeting mining
    opening outing polling reading recording ruling sentencing setting shelling shipping shooting shopping sighting smuggling
    spending spying standing stoning swimming testing trading trafficking training trolling turning understanding voting
    warming warning wedding whaling writing""".split()
)
"""Words in -ing that are things."""

_NO_FORMS = frozenset(
    "allied bed breed embed fed feed greed hundred indeed kindred need red sacred seed shed speed united weed".split()
)
"""Words in -ed that are no verbs."""

_MODIFIERS = frozenset("arms human-rights rights sales sanctions savings sports talks troops works".split())
"""Forms in -s that stand before another noun."""

_SMALL = frozenset(
    """after against among and as at before but by during for from if in into like near nor of on or over than that through to
    under until when where which while who whose why with within""".split()
)
_ARTICLES = frozenset("a an every her his its my no one our the their this your".split())

_ADVERBS = frozenset(
    """abroad across again ahead almost along alongside already alone amid another apart around aside asleep away behind below beneath
    beside besides best better between beyond down due early easily else enough even ever far fast forward fully hard hardly
    here inside instead late less likely little long longer low mostly nearly never north now off often onto otherwise outside past possible
    possibly quickly quite ready really right round since so soon soonest sooner still then there throughout toward towards
    twice underway unlikely upon upstream versus via well without worse yet""".split()
)


def is_verb(word: str, before: str, after: str) -> bool:
    """Tell whether a folded word of a headline is a verb, an adverb or another word that no thing is called by.

    `before` and `after` are the folded words beside it, empty where a phrase begins or ends.
    """
    if word in _IRREGULAR or word in _ADVERBS:
        return True
    if word.endswith("ed") and len(word) > 3 and word not in _NO_FORMS:  # noqa: PLR2004 "fed", "red"
        return True
    if word in _DEEDS:
        return False
    base = _base(word)
    if base is None:
        return False
    if word in _THINGS:
        return after in _ARTICLES or (
            after.isalpha() and word not in _MODIFIERS and not is_small(after) and after not in _IRREGULAR
        )
    if base not in _NOUNS_TOO:
        return True
    return before == "to" or word != base or (_is_plural(before) and before not in _MODIFIERS)


def is_small(word: str) -> bool:
    """Tell whether a folded word joins phrases and names nothing."""
    return word in _SMALL


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))  # noqa: PLR2004 "gas"


def _base(word: str) -> str | None:
    stem = stem_word(word)
    bare = (word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("s"))
    for base in (word, stem, f"{stem}e", stem + stem[-1:], *bare):
        if base in _VERBS or base in _NOUNS_TOO:
            return base
    return None
