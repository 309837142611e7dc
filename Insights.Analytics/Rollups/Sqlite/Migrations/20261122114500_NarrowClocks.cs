using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NarrowClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The clocks are derived from events; the program that brings this table derives them anew.
            migrationBuilder.Sql("DELETE FROM ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "agent",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "category",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "created_hour",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "state",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "team",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "ticket_clocks");

            migrationBuilder.AlterColumn<int>(
                name: "verdict",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<int>(
                name: "closed_by",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "cause",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "metric",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "risk_at",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 5");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The clocks are derived from events; the program that brings this table derives them anew.
            migrationBuilder.Sql("DELETE FROM ticket_clocks");

            migrationBuilder.DropColumn(
                name: "risk_at",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks");

            migrationBuilder.AlterColumn<string>(
                name: "verdict",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<string>(
                name: "closed_by",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<string>(
                name: "cause",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "metric",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<string>(
                name: "agent",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "category",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "priority",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "team",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tier",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 'unmeasured'");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 'open'");
        }
    }
}
