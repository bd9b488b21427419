"""Words for RandomPet."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ADVERBS = _words(
    """
    ably boldly briefly brightly calmly clearly daily deeply duly easily evenly fairly firmly freely
    gently gladly hardly keenly kindly lately lightly loudly mildly neatly nicely openly partly
    plainly promptly quickly quietly rarely really safely sharply simply slowly smoothly softly
    solely steadily subtly surely swiftly truly usually vastly warmly widely wisely
    """
)

ADJECTIVES = _words(
    """
    able agile alert amber ample apt brave brief bright brisk calm candid clear clever cosmic crisp
    daring eager early fair fleet fond frank fresh gentle glad golden grand happy honest jolly keen
    kind light lively loyal lucid merry mild modest neat noble patient plucky polite prime proud
    quick quiet rapid ready sharp shining sincere smart solid steady subtle sunny sure swift tender
    tidy true valid vivid warm wise
    """
)

ANIMALS = _words(
    """
    ant badger bat bear beaver bee bison boar bobcat buffalo camel cat cod colt condor coral crab
    crane crow deer dodo dog dolphin dove duck eagle eel egret elk emu falcon fawn ferret finch fox
    frog gecko gibbon goat goose gopher hare hawk heron hippo horse hound ibex jackal jaguar kite
    koala lark lemur leopard lion llama lynx macaw magpie mole moose moth mouse newt ocelot octopus
    orca oryx osprey otter owl ox panda panther parrot pelican penguin pigeon pony puma quail rabbit
    raccoon raven ray robin salmon seal shark sheep shrew skunk sloth snail sparrow squid stork swan
    tapir tiger toad trout turtle viper vole walrus wasp whale wolf wombat wren yak zebra
    """
)
