using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Tests.Analysis.Mismatch;

public class LexiconTests
{
    private static readonly CaptionLexicon Lexicon = CaptionLexicon.Shared;

    [Fact]
    public void Every_thing_has_its_names_in_both_languages_and_a_measure_word()
    {
        Assert.True(Lexicon.Things.Count > 300);
        Assert.All(Lexicon.Things, thing =>
        {
            Assert.True(Lexicon.TryThing(CaptionLanguage.English, thing.English, out var english, out _) && english == thing);
            // Several of a glass are called what is worn on the nose.
            Assert.True(Lexicon.TryThing(CaptionLanguage.English, thing.Plural, out var plural, out _) && (plural == thing || thing.English == "glass"));
            Assert.True(Lexicon.TryThing(CaptionLanguage.Chinese, thing.Chinese, out var chinese, out _) && chinese == thing);
            Assert.Single(thing.Measure);
        });
    }

    [Theory]
    [InlineData("owl", "an")]
    [InlineData("unicorn", "a")]
    [InlineData("dog", "a")]
    public void The_article_follows_the_sound(string next, string article) => Assert.Equal(article, EnglishWords.Article(next));

    [Fact]
    public void Alternatives_are_bounded_and_leave_the_claimed_thing_out()
    {
        var dog = Lexicon.Things.Single(thing => thing.English == "dog");

        var things = Alternatives.Things(dog, scenesOnly: false);

        Assert.InRange(things.Count, 20, 40);
        Assert.DoesNotContain(dog, things);
        Assert.All(Alternatives.Things(dog, scenesOnly: true), thing => Assert.True(thing.InScenes));
    }
}
