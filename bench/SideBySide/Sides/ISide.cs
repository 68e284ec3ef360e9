using SideBySide.Works;

namespace SideBySide.Sides;

/// <summary>One of the programs that are compared, inside its own process.</summary>
internal interface ISide : IDisposable
{
    /// <summary>Loads all that the works need, so that none pays for it.</summary>
    void Load();

    /// <summary>Makes the inputs and returns the computation, which gives all its features row by row.</summary>
    /// <param name="work">The work.</param>
    /// <param name="form">How to compute.</param>
    /// <param name="seed">Which inputs.</param>
    Func<float[]> Prepare(Work work, Form form, int seed);

    /// <summary>A product [rows,inner] · [inner,columns] with a constant right side, as the layers have them.</summary>
    Action PrepareProduct(int rows, int inner, int columns);
}
