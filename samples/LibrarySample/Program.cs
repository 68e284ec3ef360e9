using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Imaging;

using var encoder = FgClipEncoder.Open("models/fgclip2-scenes");
var picture = PictureReader.Read("samples/scene.jpg");
var image = await encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.All });

var captions = await new CaptionRanker(encoder).RankAsync(image, ["a green snake", "two dogs"]);
Console.WriteLine($"{captions[0].Caption}: probability {captions[0].Probability:F2}");

var phrases = await new PhraseLocator(encoder).LocateAsync(image, ["a red bicycle"]);
Console.WriteLine($"{phrases[0].Phrase}: {phrases[0].Boxes[0].Box}");
