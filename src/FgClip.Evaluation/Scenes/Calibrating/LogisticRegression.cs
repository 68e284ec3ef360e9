using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>
/// Logistic regression with a small ridge penalty, by Newton's method. Features are standardised first, so that the
/// penalty treats them alike; the weights returned are those of the features as they came.
/// </summary>
internal sealed record LogisticRegression(double Intercept, IReadOnlyList<double> Weights)
{
    private const double Ridge = 1;
    private const int MaxSteps = 100;
    private const double Converged = 1e-9;

    /// <summary>The probability of a sample to be positive, 0 to 1.</summary>
    public double Probability(IReadOnlyList<double> features)
    {
        var sum = Intercept;
        for (var index = 0; index < Weights.Count; index++) sum += Weights[index] * features[index];
        return ClaimFit.Sigmoid(sum);
    }

    /// <summary>Fits samples [n][d].</summary>
    /// <param name="samples">Features; all of one length.</param>
    /// <param name="positive">Which of them are positive.</param>
    public static LogisticRegression Fit(IReadOnlyList<double[]> samples, IReadOnlyList<bool> positive)
    {
        var width = samples[0].Length;
        var (means, scales) = Standard(samples, width);
        // [n][d] → [n][d + 1]: a constant for the intercept comes last.
        double[][] rows = [.. samples.Select(sample => (double[])
            [.. Enumerable.Range(0, width).Select(index => (sample[index] - means[index]) / scales[index]), 1])];
        var fitted = new double[width + 1];
        for (var step = 0; step < MaxSteps; step++)
        {
            var change = NewtonStep(rows, positive, fitted);
            for (var index = 0; index <= width; index++) fitted[index] += change[index];
            if (change.Max(Math.Abs) < Converged) break;
        }

        double[] plain = [.. Enumerable.Range(0, width).Select(index => fitted[index] / scales[index])];
        return new LogisticRegression(fitted[width] - plain.Zip(means, (weight, mean) => weight * mean).Sum(), plain);
    }

    private static (double[] Means, double[] Scales) Standard(IReadOnlyList<double[]> samples, int width)
    {
        var (means, scales) = (new double[width], new double[width]);
        for (var index = 0; index < width; index++)
        {
            var mean = samples.Average(sample => sample[index]);
            var spread = Math.Sqrt(samples.Average(sample => Math.Pow(sample[index] - mean, 2)));
            (means[index], scales[index]) = (mean, spread > 0 ? spread : 1);
        }

        return (means, scales);
    }

    // Solves (XᵀWX + λI)·change = Xᵀ(y − p) − λ·fitted; the intercept is not penalised.
    private static double[] NewtonStep(double[][] rows, IReadOnlyList<bool> positive, double[] fitted)
    {
        var size = fitted.Length;
        var (matrix, right) = (new double[size, size], new double[size]);
        for (var row = 0; row < rows.Length; row++)
        {
            var x = rows[row];
            var probability = ClaimFit.Sigmoid(x.Zip(fitted, (value, weight) => value * weight).Sum());
            var curvature = Math.Max(probability * (1 - probability), 1e-9);
            var slope = (positive[row] ? 1 : 0) - probability;
            for (var i = 0; i < size; i++)
            {
                right[i] += slope * x[i];
                for (var j = 0; j < size; j++) matrix[i, j] += curvature * x[i] * x[j];
            }
        }

        for (var i = 0; i < size - 1; i++)
        {
            matrix[i, i] += Ridge;
            right[i] -= Ridge * fitted[i];
        }

        return Solve(matrix, right);
    }

    // Gaussian elimination with row exchange; the matrix is positive definite.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var column = 0; column < size; column++)
        {
            var best = column;
            for (var row = column + 1; row < size; row++)
            {
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[best, column])) best = row;
            }

            for (var index = 0; index < size; index++) (matrix[column, index], matrix[best, index]) = (matrix[best, index], matrix[column, index]);
            (right[column], right[best]) = (right[best], right[column]);
            for (var row = column + 1; row < size; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var index = column; index < size; index++) matrix[row, index] -= factor * matrix[column, index];
                right[row] -= factor * right[column];
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var sum = right[row];
            for (var index = row + 1; index < size; index++) sum -= matrix[row, index] * solution[index];
            solution[row] = sum / matrix[row, row];
        }

        return solution;
    }
}
