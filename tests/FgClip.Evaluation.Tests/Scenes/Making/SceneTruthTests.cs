using FgClip.Evaluation.Scenes.Making;
using FgClip.Evaluation.Scenes.Making.Captions;

namespace FgClip.Evaluation.Tests.Scenes.Making;

/// <summary>A picture of 300×300 with two cats side by side, a large red one and a small one in its natural colours, and a dog below.</summary>
public class SceneTruthTests
{
    private static readonly SceneThing Cat = Thing("cat"), Dog = Thing("dog"), Fox = Thing("fox");
    private static readonly SceneColor Red = Color("red"), Blue = Color("blue"), Green = Color("green");

    private static readonly ScenePlan Plan = new(300, 300, Green,
    [
        new PlacedThing(Cat, Red, 0, 0, 150, false), new PlacedThing(Cat, null, 220, 40, 70, false), new PlacedThing(Dog, Blue, 110, 200, 100, true),
    ]);

    private static readonly SceneTruth Truth = new(Plan);

    [Fact]
    public void A_mention_is_right_of_what_has_all_that_it_says()
    {
        Assert.True(Truth.IsRight(One(Cat)));
        Assert.True(Truth.IsRight(One(Cat, Red, "large")));
        Assert.False(Truth.IsRight(One(Cat, Red, "small")));
        Assert.True(Truth.IsWrong(One(Cat, Red, "small"), countsOne: false) is false); // the small one may be reddish
        Assert.True(Truth.IsWrong(One(Dog, Red), countsOne: false));
        Assert.True(Truth.IsWrong(One(Fox), countsOne: false));
    }

    [Fact]
    public void Natural_colours_make_no_colour_right_and_none_wrong()
    {
        Assert.False(Truth.IsRight(One(Cat, Blue)));
        Assert.False(Truth.IsWrong(One(Cat, Blue), countsOne: false));
        Assert.True(Truth.IsWrong(One(Cat, Blue, "large"), countsOne: false)); // the large one is red
    }

    [Fact]
    public void Counts_are_of_all_that_the_mention_matches()
    {
        Assert.True(Truth.IsRight(One(Cat) with { Count = 2 }));
        Assert.True(Truth.IsWrong(One(Cat) with { Count = 3 }, countsOne: false));
        Assert.False(Truth.IsWrong(One(Cat), countsOne: false));
        Assert.True(Truth.IsWrong(One(Cat), countsOne: true));
    }

    [Fact]
    public void Positions_are_right_by_where_the_centre_lies_first_and_wrong_only_where_it_does_not_lie_at_all()
    {
        Assert.Equal(ScenePosition.Left, Plan.PositionOf(Plan.Things[0]));
        Assert.Equal(ScenePosition.Right, Plan.PositionOf(Plan.Things[1]));
        Assert.Equal(ScenePosition.Bottom, Plan.PositionOf(Plan.Things[2]));
        Assert.False(Truth.IsRight(One(Cat, size: "small") with { Position = ScenePosition.Top })); // said of what is not at a side
        Assert.False(Truth.IsWrong(One(Cat, size: "small") with { Position = ScenePosition.Top }, countsOne: false));
        Assert.True(Truth.IsWrong(One(Cat, size: "small") with { Position = ScenePosition.Left }, countsOne: false));
        Assert.False(Truth.IsWrong(One(Cat) with { Position = ScenePosition.Left }, countsOne: false)); // the other cat is
    }

    [Fact]
    public void Relations_need_a_clear_axis_to_be_right_and_the_other_side_to_be_wrong()
    {
        Assert.Equal(SceneRelation.Left, Plan.RelationOf(Plan.Things[0], Plan.Things[1]));
        Assert.Equal(SceneRelation.Below, Plan.RelationOf(Plan.Things[2], Plan.Things[0]));
        Assert.Null(Plan.RelationOf(Plan.Things[0] with { Left = 0, Top = 0 }, Plan.Things[0] with { Left = 100, Top = 80 })); // askew
        Assert.True(Truth.IsRight(Two(Dog, Cat, SceneRelation.Below)));
        Assert.True(Truth.IsWrong(Two(Dog, Cat, SceneRelation.Above), countsOne: false));
        Assert.False(Truth.IsWrong(Two(Cat, Cat, SceneRelation.Right), countsOne: false)); // one of them is
    }

    [Fact]
    public void Another_background_is_wrong()
    {
        Assert.True(Truth.IsRight(One(Dog) with { Background = Green }));
        Assert.True(Truth.IsWrong(One(Dog) with { Background = Red }, countsOne: false));
    }

    [Fact]
    public void Drafts_are_worded_as_the_given_captions_are()
    {
        var related = new CaptionDraft
        {
            Mentions = [new Mention(Thing("umbrella"), null, null), new Mention(Thing("tiger"), Color("purple"), "small")],
            Relation = SceneRelation.Below,
        };
        Assert.Equal("there is an umbrella below a small purple tiger", EnglishWording.Write(related, "there is"));
        Assert.Equal("一张图片，一把雨伞在一只小的紫色的老虎的下方", ChineseWording.Write(related, framed: true));

        var counted = One(Thing("glasses"), Color("gray")) with { Count = 2, Background = Color("orange") };
        Assert.Equal("two gray glasses on an orange background", EnglishWording.Write(counted, null));
        Assert.Equal("橙色背景上的两副灰色的眼镜", ChineseWording.Write(counted, framed: false));
        Assert.Equal("there are three cats", EnglishWording.Write(One(Cat) with { Count = 3 }, "there is"));

        var placed = One(Thing("airplane"), Color("orange")) with { Position = ScenePosition.Right };
        Assert.Equal("an orange airplane on the right", EnglishWording.Write(placed, null));
        Assert.Equal("图片右侧有一架橙色的飞机", ChineseWording.Write(placed, framed: false));
    }

    private static CaptionDraft One(SceneThing thing, SceneColor? color = null, string? size = null) =>
        new() { Mentions = [new Mention(thing, color, size)] };

    private static CaptionDraft Two(SceneThing first, SceneThing second, SceneRelation relation) =>
        new() { Mentions = [new Mention(first, null, null), new Mention(second, null, null)], Relation = relation };

    private static SceneThing Thing(string name) => SceneThing.All.First(thing => thing.English == name);

    private static SceneColor Color(string name) => SceneColor.All.First(color => color.English == name);
}
